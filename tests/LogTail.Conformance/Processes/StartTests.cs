using LogTail.Conformance.GrokExporter;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>What a daemon says and notices while it starts.</summary>
public sealed class StartTests : IDisposable
{
    private const string WithUnknownKey =
        """
        global:
          config_version: 3
        input:
          type: webhook
        metrics:
          - type: counter
            name: lines
            help: Lines.
            match: x
            colour: blue
        server:
          host: 127.0.0.1
          port: PORT
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Warnings_of_a_configuration_are_said_once()
    {
        var configuration = _folder.Write("grok.yml", WithUnknownKey.Replace("PORT", "9144", StringComparison.Ordinal));
        await using var daemon = await LogTailDaemon.Start("--config", configuration);
        await Eventually.Becomes(
            () => daemon.Process.Errors.Contains(" serves ", StringComparison.Ordinal), LogTailDaemon.Deadline, () => daemon.Process.Errors);
        Assert.Equal(2, daemon.Process.Errors.Split("There is no key `metrics.colour`").Length);

        await using var exporter = await ExporterProcess.Start(_folder, WithUnknownKey);
        Assert.Equal(2, exporter.Process.Errors.Split("There is no key `metrics.colour`").Length);

        // A reload says what is new.
        _folder.Write("grok.yml", WithUnknownKey.Replace("PORT", "9144", StringComparison.Ordinal).Replace("colour", "shape", StringComparison.Ordinal));
        await Eventually.Becomes(
            () => daemon.Process.Errors.Contains("There is no key `metrics.shape`", StringComparison.Ordinal), LogTailDaemon.Deadline, () => daemon.Process.Errors);
    }

    // Programs are read in the order of their names, so that the first one has been read when the second, a fifo, has a reader.
    [Fact]
    public async Task A_program_that_changes_while_the_others_are_being_loaded_is_loaded_again()
    {
        var programs = _folder.Folder("programs");
        _folder.Write("programs/a.mtail", "counter early\n/x/ {\n  early++\n}\n");
        var slow = _folder.File("programs/b.mtail");
        (await ChildProcess.Run("/usr/bin/mkfifo", [slow], LogTailDaemon.Deadline)).Successful();
        var starting = LogTailDaemon.Start("--programs", programs, "--logs", _folder.File("app.log"));
        using (var writer = await Task.Run(() => new FileStream(slow, FileMode.Open, FileAccess.Write)))
        {
            _folder.Write("a.new", "counter late\n/x/ {\n  late++\n}\n");
            File.Move(_folder.File("a.new"), _folder.File("programs/a.mtail"), overwrite: true);
            File.Delete(slow);
            writer.Write("counter slow\n"u8);
        }

        await using var daemon = await starting;
        var scrape = await daemon.ScrapeUntil(scrape => scrape["logtail_program_loads_total{program=\"a.mtail\"}"] == 2);
        Assert.Contains("# TYPE late counter", scrape.Text, StringComparison.Ordinal);
    }
}
