using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>The systemd units of <c>examples</c>, before systemd's own eyes.</summary>
public sealed class ServiceUnitTests
{
    [PeerTheory("systemd-analyze")]
    [InlineData("logtail.service")]
    [InlineData("grok_exporter.service")]
    public async Task Systemd_has_nothing_to_say_about_the_unit(string name)
    {
        using var folder = new TemporaryFolder();
        var unit = folder.Write(name, Unit(name).Replace("/usr/local/bin/logtail", LogTailCommand.Executable, StringComparison.Ordinal)
            .Replace("/usr/local/bin/grok_exporter", LogTailCommand.Executable, StringComparison.Ordinal));
        var result = await ChildProcess.Run(Peer.Require("systemd-analyze"), ["verify", "--recursive-errors=no", unit], TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(name, result.Errors + result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("logtail.service")]
    [InlineData("grok_exporter.service")]
    public void The_unit_lets_it_write_code_to_memory_and_reloads_it_with_SIGHUP(string name)
    {
        var lines = Unit(name).Split('\n');
        Assert.DoesNotContain("MemoryDenyWriteExecute=yes", lines);
        Assert.Contains("ExecReload=/bin/kill -HUP $MAINPID", lines);
        Assert.Contains("CacheDirectoryMode=0700", lines);
    }

    private static string Unit(string name) => File.ReadAllText(Path.Combine(Repository.Root, "examples", name));
}
