using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>Files as a configuration names them (spec/grok.md §6.3).</summary>
public sealed class FileInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("poll_interval: 100ms")]
    public async Task Rotation_and_truncation_lose_nothing(string key)
    {
        var log = _folder.Write("a.log", "n=1\n");
        await using var exporter = await Start($"path: {_folder.File("*.log")}", "readall: true", key);
        await exporter.ScrapeUntil(Has(1));
        File.AppendAllText(log, "n=2\nn=");
        await exporter.ScrapeUntil(Has(2));
        File.AppendAllText(log, "3\r\n");
        await exporter.ScrapeUntil(Has(3));
        File.Move(log, _folder.File("a.log.1"));
        File.WriteAllText(log, "n=4\n");
        await exporter.ScrapeUntil(Has(4));
        using (var file = File.Open(log, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write("n=5\n"u8);
        }

        var scrape = await exporter.ScrapeUntil(Has(5));
        Assert.Equal(15, scrape["sum"]);
    }

    [Fact]
    public async Task Existing_files_are_followed_from_their_end_and_later_ones_from_their_start()
    {
        var log = _folder.Write("old.log", "n=1\n");
        await using var exporter = await Start($"path: {_folder.File("*.log")}");
        File.AppendAllText(log, "n=2\n");
        File.WriteAllText(_folder.File("new.log"), "n=4\n");
        File.WriteAllText(_folder.File("new.txt"), "n=8\n");
        Assert.Equal(6, (await exporter.ScrapeUntil(Has(2)))["sum"]);
    }

    [Fact]
    public async Task Several_globs_read_a_file_once_and_metrics_choose_by_path()
    {
        var folder = _folder.Folder("logs {a,b} [x]");
        File.WriteAllText(Path.Combine(folder, "app1.log"), "n=1\n");
        File.WriteAllText(Path.Combine(folder, "app2.log"), "n=2\n");
        File.WriteAllText(Path.Combine(folder, "{other}.log"), "n=4\n");
        // The folder has a bracket, which the original takes for a wildcard: it is reached through a link.
        var link = _folder.File("link {a,b}");
        Directory.CreateSymbolicLink(link, folder);
        string[] paths = [$"paths:\n    - '{link}/app[1-2].log'\n    - '{link}/app?.log'\n    - '{link}/{{other}}.log'", "readall: true"];
        await using var exporter = await ExporterProcess.Start(_folder, Configuration(paths, byFile: "link {a,b}/[!{a]"));
        var scrape = await exporter.ScrapeUntil(Has(3));
        Assert.Equal(7, scrape["sum"]);
        Assert.Equal(1, scrape[$"by_file{{file=\"app1.log\"}}"]);
        Assert.Equal(1, scrape[$"by_file{{file=\"app2.log\"}}"]);
        Assert.Equal(1, scrape[$"by_file{{file=\"{{other}}.log\"}}"]);
    }

    [Fact]
    public async Task A_glob_without_a_file_ends_the_start_unless_that_is_allowed()
    {
        var missing = _folder.File("missing*.log");
        await using var process = ExporterProcess.Launch(_folder, Configuration([$"path: {missing}"]), Loopback.FreePort());
        var result = await process.WaitForExit(ExporterProcess.Deadline);
        Assert.Equal(255, result.ExitCode);
        Assert.Contains($"error reading log lines: {missing}: no such file: use 'fail_on_missing_logfile: false'", result.Errors, StringComparison.Ordinal);

        await using var exporter = await Start($"path: {missing}", "fail_on_missing_logfile: false");
        File.WriteAllText(_folder.File("missing1.log"), "n=1\n");
        await exporter.ScrapeUntil(Has(1));
    }

    [Fact]
    public async Task A_folder_is_no_file_that_could_be_read()
    {
        var folder = Directory.CreateDirectory(_folder.File("app.log")).FullName;
        await using var process = ExporterProcess.Launch(_folder, Configuration([$"path: {folder}"]), Loopback.FreePort());
        var result = await process.WaitForExit(ExporterProcess.Deadline);
        Assert.Equal(255, result.ExitCode);
        Assert.Contains($"error reading log lines: {folder}: this is a folder, and a file is needed; `{folder}/*` names those in it", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIGHUP_takes_new_metrics_keeps_values_and_says_what_needs_a_restart()
    {
        var log = _folder.Write("a.log", "n=1\n");
        string[] input = [$"path: {_folder.File("*.log")}", "readall: true"];
        var configuration = Configuration(input);
        await using var exporter = await ExporterProcess.Start(_folder, configuration);
        await exporter.ScrapeUntil(Has(1));

        // A broken one: the last good one goes on.
        await Reload(configuration.Replace("'{{.n}}'", "'{{.m}}'", StringComparison.Ordinal));
        await Eventually.Becomes(() => Says("grok field m not found"), ExporterProcess.Deadline, () => exporter.Process.Errors);
        File.AppendAllText(log, "n=2\n");
        Assert.Equal(3, (await exporter.ScrapeUntil(Has(2)))["sum"]);

        await Reload(configuration.Replace("name: by_file", "name: other", StringComparison.Ordinal).Replace("readall: true", "readall: false", StringComparison.Ordinal));
        await Eventually.Becomes(() => Says("what it says about input has changed; that needs a restart"), ExporterProcess.Deadline, () => exporter.Process.Errors);
        File.AppendAllText(log, "n=4\n");
        var scrape = await exporter.ScrapeUntil(seen => seen["sum"] == 7);
        Assert.Equal(1, scrape["other{file=\"a.log\"}"]);
        Assert.Empty(scrape.Of("by_file"));

        bool Says(string text) => exporter.Process.Errors.Contains(text, StringComparison.Ordinal);
        async Task Reload(string text)
        {
            // Written beside and renamed, so that no half of it is ever read.
            var path = _folder.File($"config-{exporter.Port}.yml");
            File.WriteAllText(path + ".new", text.Replace("PORT", exporter.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
            File.Move(path + ".new", path, overwrite: true);
            exporter.Process.Signal(1);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Standard_input_is_counted_to_its_last_line_and_its_end_is_the_end()
    {
        await using var exporter = await ExporterProcess.Start(_folder, Configuration([], "stdin"), keepInput: true);
        await exporter.Process.Input.WriteAsync("n=1\nn=2\r\nnothing\n"u8.ToArray());
        await exporter.Process.Input.FlushAsync();
        var scrape = await exporter.ScrapeUntil(seen => seen["grok_exporter_lines_total{status=\"ignored\"}"] > 0);
        Assert.Equal(3, scrape["sum"]);
        // A stream has no name, so metrics that choose by path do not see it.
        Assert.Empty(scrape.Of("by_file"));
        exporter.Process.Input.Close();
        var result = await exporter.Process.WaitForExit(ExporterProcess.Deadline);
        Assert.Equal(255, result.ExitCode);
        Assert.Contains("error reading log lines: EOF", result.Errors, StringComparison.Ordinal);
    }

    private static Func<Exposition, bool> Has(int lines) => seen => seen["grok_exporter_lines_total{status=\"matched\"}"] >= lines;

    private Task<ExporterProcess> Start(params string[] input) => ExporterProcess.Start(_folder, Configuration(input));

    private string Configuration(string[] input, string type = "file", string byFile = "") =>
        $$$"""
        global:
          config_version: 3
        input:
          type: {{{type}}}
          {{{string.Join("\n  ", input)}}}
        metrics:
          - type: gauge
            name: sum
            help: Sum of all numbers.
            match: '^n=(?<n>[0-9]+)$'
            value: '{{.n}}'
            cumulative: true
          - type: counter
            name: by_file
            help: Lines by file.
            match: '^n='
            path: '{{{_folder.Path}}}/{{{byFile}}}*'
            labels:
              file: '{{base .logfile}}'
        server:
          host: 127.0.0.1
          port: PORT
        """;
}
