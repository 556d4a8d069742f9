using System.Net;
using System.Net.Sockets;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>The command line of grok_exporter, its statuses and streams (spec/grok.md §8.4).</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Valid =
        """
        global:
          config_version: 3
        input:
          type: webhook
        metrics:
          - type: counter
            name: lines
            help: Lines.
            match: 'x'
        server:
          host: 127.0.0.1
          port: PORT
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", 255, "Usage: grok_exporter -config <path>\n")]
    [InlineData("-showconfig", 255, "Usage: grok_exporter -showconfig -config <path>\n")]
    [InlineData("word -version", 255, "Usage: grok_exporter -config <path>\n")]
    [InlineData("-nosuch", 2, "flag provided but not defined: -nosuch\nUsage of grok_exporter:\n")]
    [InlineData("-config", 2, "flag needs an argument: -config\nUsage of grok_exporter:\n")]
    [InlineData("-showconfig=maybe", 2, "invalid boolean value \"maybe\" for -showconfig: parse error\n")]
    [InlineData("--help", 0, "Usage of grok_exporter:\n")]
    public async Task Says_on_standard_error_how_it_is_used(string arguments, int status, string errors)
    {
        var result = await LogTailCommand.Run(["grok-exporter", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(status, result.ExitCode);
        Assert.StartsWith(errors, result.Errors, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task The_version_wins_over_everything()
    {
        var result = await LogTailCommand.Run("grok-exporter", "--config=/nowhere", "-showconfig", "--version");
        Assert.Matches(@"\Agrok_exporter version: \S+ \(build date: .*, branch: .*, revision: .*, go version: .*, platform: [a-z]+-[a-z0-9]+\)\n\z", result.Successful());
    }

    [Fact]
    public async Task A_link_by_the_name_of_the_original_is_the_original()
    {
        var link = _folder.File("grok_exporter");
        File.CreateSymbolicLink(link, LogTailCommand.Executable);
        var result = await ChildProcess.Run(link, ["-version"], ExporterProcess.Deadline, LogTailCommand.HomeVariables());
        Assert.StartsWith("grok_exporter version: ", result.Successful(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_is_shown_in_its_newest_version()
    {
        var file = _folder.Write(
            "v2.yml",
            """
            global: { }
            global:
              config_version: 2
            input:
              type: stdin
            grok:
              additional_patterns:
                - 'USER [a-z]+'
            metrics:
              - type: counter
                name: users
                help: Users.
                match: '%{USER:user}'
                labels:
                  user: '{{.user}}'
            """.Replace("global: { }\n", "", StringComparison.Ordinal));
        var shown = (await LogTailCommand.Run("grok-exporter", "-showconfig", "-config", file)).Successful();
        Assert.Contains("config_version: 3\n", shown, StringComparison.Ordinal);
        Assert.Contains("grok_patterns:\n", shown, StringComparison.Ordinal);
        Assert.Contains("USER [a-z]+", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_place_and_the_status_is_that_of_the_original()
    {
        var file = _folder.Write("bad.yml", Valid.Replace("type: counter", "type: countre", StringComparison.Ordinal).Replace("PORT", "9144", StringComparison.Ordinal));
        var result = await LogTailCommand.Run("grok-exporter", "-config", file);
        Assert.Equal(255, result.ExitCode);
        Assert.StartsWith($"Failed to load {file}: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"{file}:6:11: error ", result.Errors, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_cannot_be_loaded()
    {
        var result = await LogTailCommand.Run("grok-exporter", "-config", _folder.File("none.yml"));
        Assert.Equal(255, result.ExitCode);
        Assert.StartsWith($"Failed to load {_folder.File("none.yml")}: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_ends_the_start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var process = ExporterProcess.Launch(_folder, Valid, port);
        var result = await process.WaitForExit(ExporterProcess.Deadline);
        Assert.Equal(255, result.ExitCode);
        Assert.Contains($"cannot bind to 127.0.0.1:{port}: ", result.Errors, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Says_where_it_serves_and_shows_the_metrics_of_the_original()
    {
        await using var exporter = await ExporterProcess.Start(_folder, Valid);
        var address = $"http://127.0.0.1:{exporter.Port}";
        Assert.Equal($"Starting server on {address}/metrics {address}/webhook\n", exporter.Process.Output);
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("x"));
        var scrape = await exporter.Scrape();
        Assert.Equal(
            [
                "grok_exporter_build_info",
                "grok_exporter_line_buffer_load",
                "grok_exporter_line_processing_errors_total",
                "grok_exporter_lines_matching_total",
                "grok_exporter_lines_processing_time_microseconds_total",
                "grok_exporter_lines_total",
                "lines",
                "process_cpu_seconds_total",
                "process_max_fds",
                "process_open_fds",
                "process_resident_memory_bytes",
                "process_start_time_seconds",
                "process_virtual_memory_bytes",
                "process_virtual_memory_max_bytes",
                "promhttp_metric_handler_requests_in_flight",
                "promhttp_metric_handler_requests_total",
            ],
            scrape.Samples.Keys.Select(series => series.Split('{')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(1, scrape["lines"]);
        Assert.Equal(1, scrape["grok_exporter_lines_matching_total{metric=\"lines\"}"]);
        Assert.Equal(0, scrape["grok_exporter_line_processing_errors_total{metric=\"lines\"}"]);
        Assert.Equal(0, (await exporter.Process.Terminate(ExporterProcess.Deadline)).ExitCode);
    }

    [Fact]
    public async Task Metrics_of_the_process_can_be_left_out()
    {
        await using var exporter = await ExporterProcess.Start(_folder, Valid, arguments: ["-disable-exporter-metrics"]);
        Assert.All((await exporter.Scrape()).Samples.Keys, series => Assert.Matches("^(lines|grok_exporter_)", series));
    }
}
