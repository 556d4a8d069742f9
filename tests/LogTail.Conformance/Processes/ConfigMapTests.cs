using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>
/// Programs and configurations from a Kubernetes ConfigMap: every file is a link into the hidden folder that the link <c>..data</c> means, and an
/// update is a new folder and one rename of that link. Told by the kernel, and by the clock where there are no events.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ConfigMapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _mount;
    private int _version;

    public ConfigMapTests() => _mount = _folder.Folder("mount");

    private string Log => _folder.File("app.log");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Programs_are_reloaded_once_for_each_switch_and_a_bad_one_leaves_the_last_good_one_running(bool polls)
    {
        await Switch("hits.mtail", Program(add: 1));
        _folder.Write("app.log", "");
        string[] poll = polls ? ["--poll"] : [];
        await using var daemon = await LogTailDaemon.Start(["--programs", _mount, "--logs", Log, .. poll]);
        await Counts(daemon, 1);

        await Switch("hits.mtail", Program(add: 10));
        await daemon.ScrapeUntil(scrape => scrape["logtail_program_loads_total{program=\"hits.mtail\"}"] == 2);
        await Counts(daemon, 11);

        await Switch("hits.mtail", "counter hits\n/x/ {\n  hitz++\n}\n");
        await daemon.ScrapeUntil(scrape => scrape["logtail_program_load_errors_total{program=\"hits.mtail\"}"] == 1);
        await Counts(daemon, 21);

        await Switch("hits.mtail", Program(add: 100));
        var scrape = await daemon.ScrapeUntil(scrape => scrape["logtail_program_loads_total{program=\"hits.mtail\"}"] >= 3);
        await Counts(daemon, 121);
        Assert.Equal(3, scrape["logtail_program_loads_total{program=\"hits.mtail\"}"]);
        Assert.Equal(1, scrape["logtail_program_load_errors_total{program=\"hits.mtail\"}"]);
    }

    [Fact]
    public async Task A_configuration_is_reloaded_too_by_the_clock()
    {
        await Switch("grok.yml", Configuration("first"));
        _folder.Write("app.log", "");
        await using var daemon = await LogTailDaemon.Start("--config", Path.Combine(_mount, "grok.yml"), "--poll");
        Append();
        await daemon.ScrapeUntil(scrape => scrape.Sum("first") == 1);

        await Switch("grok.yml", Configuration("second").Replace("type: counter", "type: countre", StringComparison.Ordinal));
        await Eventually.Becomes(() => daemon.Process.Errors.Contains("countre", StringComparison.Ordinal), LogTailDaemon.Deadline, () => daemon.Process.Errors);
        Append();
        await daemon.ScrapeUntil(scrape => scrape.Sum("first") == 2);

        await Switch("grok.yml", Configuration("second"));
        await daemon.ScrapeUntil(scrape =>
        {
            Append();
            return scrape.Sum("second") > 0;
        });
    }

    private static string Program(int add) => $"counter hits\n/x/ {{\n  hits += {add}\n}}\n";

    private string Configuration(string name) =>
        $$"""
        global:
          config_version: 3
        input:
          type: file
          path: {{Log}}
          readall: false
        metrics:
          - type: counter
            name: {{name}}
            help: Lines.
            match: 'x'
        """;

    // As the kubelet does it: the folder is complete before the link means it, and the former one goes.
    private async Task Switch(string name, string text)
    {
        var former = Path.Combine(_mount, $"..v{_version}");
        _version++;
        Directory.CreateDirectory(Path.Combine(_mount, $"..v{_version}"));
        File.WriteAllText(Path.Combine(_mount, $"..v{_version}", name), text);
        var link = Path.Combine(_mount, "..data_tmp");
        Directory.CreateSymbolicLink(link, $"..v{_version}");
        // .NET renames no link to a folder over another one.
        (await ChildProcess.Run("mv", ["-T", link, Path.Combine(_mount, "..data")], LogTailDaemon.Deadline)).Successful();
        if (_version == 1)
        {
            File.CreateSymbolicLink(Path.Combine(_mount, name), $"..data/{name}");
        }
        else
        {
            Directory.Delete(former, recursive: true);
        }
    }

    private void Append() => File.AppendAllText(Log, "x\n");

    private async Task Counts(LogTailDaemon daemon, int total)
    {
        Append();
        await daemon.ScrapeUntil(scrape => scrape["hits{prog=\"hits.mtail\"}"] == total);
    }
}
