using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>
/// Every command line that the README and the help show, as it stands there, run by a shell in a folder that has what the examples name. Absolute
/// paths are moved into that folder. Not run: `dotnet` and `docker` lines, which .ci has checks for.
/// </summary>
public sealed partial class DocumentedCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _world = new();
    private readonly Dictionary<string, string> _environment;

    public DocumentedCommandTests()
    {
        _environment = LogTailCommand.HomeVariables();
        _environment["PATH"] = _world.Folder("bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        File.CreateSymbolicLink(_world.File("bin/logtail"), LogTailCommand.Executable);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Each_command_that_is_shown_works()
    {
        var commands = await ShownCommands();
        Assert.True(commands.Count >= 20, string.Join('\n', commands));
        var failures = new List<string>();
        foreach (var command in commands)
        {
            await PrepareWorld();
            if (await Try(command) is { } failure)
            {
                failures.Add($"{command}\n{failure}");
            }
        }

        Assert.Empty(failures);
    }

    [Fact]
    public async Task Health_is_good_while_a_daemon_runs_and_bad_without_one()
    {
        await PrepareWorld();
        await using var daemon = await LogTailDaemon.Start("--programs", _world.File("access.mtail"), "--logs", _world.File("access.log"));
        var url = $"http://127.0.0.1:{daemon.Port.ToString(CultureInfo.InvariantCulture)}/healthz";
        Assert.Equal(0, (await LogTailCommand.Run("health", url)).ExitCode);
        await daemon.Process.Terminate(Patience);
        Assert.Equal(1, (await LogTailCommand.Run("health", url)).ExitCode);
    }

    // Code blocks of the README, and what stands indented in the help of each command; those with placeholders are no examples.
    private static async Task<List<string>> ShownCommands()
    {
        var texts = new List<string> { await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md")) };
        foreach (var command in new[] { "", "run", "check", "compile", "convert", "grok", "patterns", "health", "state" })
        {
            var result = await LogTailCommand.Run(command.Length == 0 ? ["--help"] : [command, "--help"]);
            texts.Add(result.Successful());
        }

        return [.. texts.SelectMany(text => Example().Matches(text)).Select(match => match.Groups["command"].Value.TrimEnd()).Distinct()];
    }

    [GeneratedRegex(@"^ *(?:\$ )?(?<command>logtail (?!.*(?:DIR|FILE|GLOB|<|…|\[))[a-z].*?)(?: {2,}.*| (?:is the program right|what would it count)\?)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    private async Task PrepareWorld()
    {
        var root = Repository.Root;
        var sample = Path.Combine(root, "examples", "logs", "nginx_access.log");
        const string program = "counter hits\n/GET/ {\n  hits++\n}\n";
        foreach (var folder in new[] { "etc/logtail/patterns", "var/log/nginx", "var/cache/logtail", "var/lib", "state", "examples" })
        {
            _world.Folder(folder);
        }

        _world.Write("access.mtail", program);
        _world.Write("etc/logtail/hits.mtail", program);
        _world.Write("etc/logtail/patterns/mine", "MINE [0-9]+\n");
        _world.Write("app.log", "17 things\n");
        _world.Write("grok_exporter.yml", (await File.ReadAllTextAsync(Path.Combine(root, "examples", "grok_exporter.yml"))).Replace("port: 9144", $"port: {Loopback.FreePort().ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal));
        foreach (var log in new[] { "access.log", "error.log", "var/log/nginx/access.log", "var/log/auth.log", "var/log/syslog" })
        {
            File.Copy(sample, _world.File(log), overwrite: true);
        }

        if (!Path.Exists(_world.File("programs")))
        {
            Directory.CreateSymbolicLink(_world.File("programs"), Path.Combine(root, "programs"));
            Directory.CreateSymbolicLink(_world.File("examples/logs"), Path.Combine(root, "examples", "logs"));
        }
    }

    /// <returns>What went wrong, or null.</returns>
    private async Task<string?> Try(string shown)
    {
        var command = AbsolutePath().Replace(shown, match => _world.Path + match.Value);
        _environment["XDG_STATE_HOME"] = Directory.CreateDirectory(Path.Combine(_world.File("state"), Guid.NewGuid().ToString("N"))).FullName;
        if (command.StartsWith("logtail health", StringComparison.Ordinal))
        {
            return null;
        }

        if (command.StartsWith("logtail state", StringComparison.Ordinal))
        {
            var state = command.Contains("/lib/", StringComparison.Ordinal) ? $" --state '{_world.File("var/lib/logtail")}'" : "";
            var kept = await RunUntilReady($"logtail run --programs access.mtail --logs '{_world.File("var/log/nginx/access.log")}' --from start{state}");
            if (kept is not null)
            {
                return kept;
            }
        }

        if (command.StartsWith("logtail run", StringComparison.Ordinal) && !command.Contains("--once", StringComparison.Ordinal))
        {
            return await RunUntilReady(command);
        }

        var result = await ChildProcess.Run("/bin/sh", ["-c", $"cd '{_world.Path}' && {command}"], Patience, _environment);
        return result.ExitCode == 0 ? null : $"exit code {result.ExitCode}\n{result.Errors}{result.Output}";
    }

    private async Task<string?> RunUntilReady(string command)
    {
        var listen = command.Contains("--listen", StringComparison.Ordinal) ? Listen().Replace(command, "--listen 127.0.0.1:0") : command + " --listen 127.0.0.1:0";
        await using var daemon = ChildProcess.Start("/bin/sh", ["-c", $"cd '{_world.Path}' && exec {listen}"], _environment);
        await Eventually.Becomes(() => daemon.HasExited || daemon.Errors.Contains(" serves http://", StringComparison.Ordinal), Patience, () => daemon.Errors);
        var result = await daemon.Terminate(Patience);
        return result.ExitCode == 0 ? null : $"exit code {result.ExitCode}\n{result.Errors}";
    }

    [GeneratedRegex("(?<=[ '])/(?:etc|var)/[^ ']*")]
    private static partial Regex AbsolutePath();

    [GeneratedRegex(@"--listen \S+")]
    private static partial Regex Listen();
}
