using System.Net;
using System.Net.Sockets;
using LogTail.Commands;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Events;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;
using LogTail.Mtail;
using Serilog.Events;

namespace LogTail.GrokExporter;

/// <summary>
/// <c>logtail grok-exporter …</c>, also reached through a link named <c>grok_exporter</c>: the command line of grok_exporter, with its exit
/// statuses and streams (spec/grok.md §8.4).
/// </summary>
internal static class GrokExporterCommand
{
    /// <summary>The subcommand.</summary>
    public const string Name = "grok-exporter";

    /// <summary>The name under which a link to the executable behaves as this command.</summary>
    public const string LinkName = "grok_exporter";

    // Its exit statuses: -1 for whatever it understood and refuses, 2 for a command line that it does not understand.
    private const int Refused = 255;
    private const int NotUnderstood = 2;

    private const int NewestVersion = 3;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        var flags = new GoFlagParser(GrokExporterFlags.All);
        if (!flags.TryParse(arguments, out var error) || flags.WantsHelp)
        {
            if (!flags.WantsHelp)
            {
                await streams.Errors.WriteLineAsync(error);
            }

            GrokExporterFlags.WriteUsage(streams.Errors);
            return flags.WantsHelp ? ExitCode.Fine : NotUnderstood;
        }

        if (flags.Bool(GrokExporterFlags.Version))
        {
            await streams.Output.WriteLineAsync(VersionLine);
            return ExitCode.Fine;
        }

        var path = flags.Text(GrokExporterFlags.Config);
        var shows = flags.Bool(GrokExporterFlags.ShowConfig);
        if (path.Length == 0)
        {
            await streams.Errors.WriteLineAsync($"Usage: {LinkName} {(shows ? "-showconfig " : "")}-config <path>");
            return Refused;
        }

        return shows
            ? await ShowAsync(path, streams)
            : await ServeAsync(path, flags.Bool(GrokExporterFlags.DisableExporterMetrics), streams, cancellationToken);
    }

    private static async Task<int> ShowAsync(string path, CommandStreams streams)
    {
        if (!ProgramFiles.TryRead(path, out var text, out var fault))
        {
            await streams.Errors.WriteLineAsync($"Failed to load {path}: {fault}");
            return Refused;
        }

        var main = new ProgramText(Path.GetFileName(path), path, text);
        var read = ExporterConfigurationReader.Read(main, new DiskFiles());
        if (read.Configuration is null)
        {
            await streams.Errors.WriteLineAsync($"Failed to load {path}: {ConfigurationFile.Render(read.Diagnostics, main)}");
            return Refused;
        }

        await streams.Output.WriteAsync(ShowConfiguration.Print(read.Configuration));
        return ExitCode.Fine;
    }

    private static async Task<int> ServeAsync(string path, bool hidesProcess, CommandStreams streams, CancellationToken cancellationToken)
    {
        var asked = new EngineOptions
        {
            Programs = [],
            Logs = [],
            LogLevel = LogEventLevel.Warning,
            SelfMetrics = hidesProcess ? SelfMetricChoice.GrokExporterLines : SelfMetricChoice.GrokExporter,
            Http = new HttpOptions { OnlyMetrics = true },
        };
        if (!ExporterSetup.TryLoad(path, asked, out var setup, out var diagnostics))
        {
            await streams.Errors.WriteLineAsync(
                diagnostics.StartsWith("Failed to load ", StringComparison.Ordinal) ? diagnostics : $"Failed to load {path}: {diagnostics}");
            return Refused;
        }

        if (setup.Warnings.Length > 0)
        {
            await streams.Errors.WriteLineAsync(setup.Warnings);
        }

        if (setup.Configuration.Version < NewestVersion)
        {
            await streams.Errors.WriteLineAsync(
                $"{path} is a configuration of version {setup.Configuration.Version}. `{LinkName} -showconfig -config {path}` prints it in version {NewestVersion}.");
        }

        if (PortFault(setup) is { } fault)
        {
            await streams.Errors.WriteLineAsync(fault);
            return Refused;
        }

        return await RunAsync(setup, streams, cancellationToken);
    }

    private static async Task<int> RunAsync(ExporterSetup setup, CommandStreams streams, CancellationToken cancellationToken)
    {
        var hasInputEnded = false;
        var code = await Daemon.RunAsync(
            setup.Options,
            cancellationToken,
            serving: () =>
            {
                streams.Output.WriteLine(StartMessage(setup));
                streams.Output.Flush();
            },
            inputEnded: () => hasInputEnded = true);
        if (hasInputEnded)
        {
            await streams.Errors.WriteLineAsync("error reading log lines: EOF");
        }

        return code == ExitCode.Fine && !hasInputEnded ? ExitCode.Fine : Refused;
    }

    private static string StartMessage(ExporterSetup setup)
    {
        var server = setup.Configuration.Server;
        var host = server.Host.Length > 0 ? server.Host : Environment.MachineName;
        var address = $"{(server.IsHttps ? "https" : "http")}://{host}:{server.Port}";
        var webhook = setup.Configuration.Input is WebhookInput input ? $" {address}{input.Path}" : "";
        return $"Starting server on {address}{server.Path}{webhook}";
    }

    // Tried before anything else is begun, so that it can be said plainly.
    private static string? PortFault(ExporterSetup setup)
    {
        var server = setup.Configuration.Server;
        try
        {
            using var probe = new TcpListener(setup.Options.Listen.Host ?? IPAddress.Any, server.Port);
            probe.Start();
            return null;
        }
        catch (SocketException fault)
        {
            return server.Host.Length > 0 ? $"cannot bind to {server.Host}:{server.Port}: {fault.Message}" : $"cannot open port {server.Port}: {fault.Message}";
        }
    }

    private static string VersionLine
    {
        get
        {
            var build = ExporterMetrics.Build.ToDictionary(part => part.Label, part => part.Value);
            return $"{LinkName} version: {build["version"]} (build date: {build["builddate"]}, branch: {build["branch"]}, revision: {build["revision"]}, "
                + $"go version: {build["goversion"]}, platform: {build["platform"]})";
        }
    }
}
