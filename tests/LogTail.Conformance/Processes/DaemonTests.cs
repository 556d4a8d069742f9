using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary><c>logtail run</c> as an operator meets it.</summary>
public sealed class DaemonTests
{
    private const string Lines = """log_lines_total{prog="linecount.mtail"}""";

    private static readonly string LineCount = Path.Combine(Repository.Programs, "linecount.mtail");

    [Fact]
    public async Task Follows_from_the_end_by_default()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", "old\nold\n");
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", log);

        await File.AppendAllTextAsync(log, "new\n");

        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);
    }

    [Fact]
    public async Task Reads_a_log_that_appears_later_from_its_first_byte()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", folder.File("*.log"));
        Assert.Equal(0, (await daemon.Scrape())[Lines]);

        folder.Write("late.log", "one\ntwo\n");

        await daemon.ScrapeUntil(scrape => scrape[Lines] == 2);
    }

    [Fact]
    public async Task Holds_back_an_unfinished_line()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", "one\ntw");
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", log, "--from", "start");
        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);

        await File.AppendAllTextAsync(log, "o\nthree\n");

        await daemon.ScrapeUntil(scrape => scrape[Lines] == 3);
    }

    [Fact]
    public async Task Goes_on_with_a_rotated_and_with_a_truncated_log()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", "1\n2\n");
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", log, "--from", "start");
        await daemon.ScrapeUntil(scrape => scrape[Lines] == 2);

        File.Move(log, log + ".1");
        await File.AppendAllTextAsync(log + ".1", "3 written late to the old file\n");
        await File.WriteAllTextAsync(log, "4\n5\n6\n7\n");
        await daemon.ScrapeUntil(scrape => scrape[Lines] == 7);

        await File.WriteAllTextAsync(log, "8\n");
        await daemon.ScrapeUntil(scrape => scrape[Lines] == 8);
    }

    [Fact]
    public async Task Takes_no_settings_from_the_folder_and_the_variables_that_it_is_started_with()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.File("first.sock"), folder.File("second.sock"));
        folder.Write("appsettings.json", $$"""{"Kestrel": {"Endpoints": {"Own": {"Url": "http://unix:{{first}}"} } } }""");
        string[] surroundings =
        [
            "env", "--chdir", folder.Path, $"Kestrel__Endpoints__Own__Url=http://unix:{second}", $"ASPNETCORE_Kestrel__Endpoints__Own__Url=http://unix:{second}",
            $"DOTNET_Kestrel__Endpoints__Own__Url=http://unix:{second}", "ASPNETCORE_ENVIRONMENT=Development", "DOTNET_ENVIRONMENT=Development",
        ];

        await using var daemon = await LogTailDaemon.StartUnder(surroundings, ["--programs", LineCount, "--logs", folder.Write("a.log", "x\n"), "--from", "start"]);

        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);
        Assert.False(File.Exists(first), "appsettings.json was read");
        Assert.False(File.Exists(second), "a variable was read");
    }

    [Fact]
    public async Task Answers_on_its_pages()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", folder.Write("a.log", "x\n"), "--from", "start");

        using var health = await daemon.Get("/healthz");
        using var front = await daemon.Get("/");
        using var metrics = await daemon.Get("/metrics");
        using var nothing = await daemon.Get("/no-such-page");

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Contains("linecount.mtail", await front.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("text/plain", metrics.Content.Headers.ContentType?.MediaType);
        Assert.Contains(metrics.Content.Headers.ContentType!.Parameters, parameter => parameter is { Name: "version", Value: "0.0.4" });
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task Compresses_a_scrape_that_asks_for_it()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", folder.Write("a.log", "x\n"), "--from", "start");
        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var response = await daemon.Send(request);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(1, Exposition.Parse(await reader.ReadToEndAsync())[Lines]);
    }

    [Fact]
    public async Task Tells_about_itself()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", folder.Write("a.log", "1\n2\n3\n"), "--from", "start");

        var scrape = await daemon.ScrapeUntil(seen => seen[Lines] == 3);

        Assert.Equal(3, scrape.Sum("logtail_lines_total"));
        Assert.Equal(1, scrape.Sum("logtail_build_info"));
        Assert.True(scrape.Sum("process_resident_memory_bytes") > 0);
    }

    [Fact]
    public async Task Ends_on_SIGTERM_with_exit_code_0_having_read_what_was_there()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", folder.Write("a.log", "x\n"), "--from", "start");
        var result = await daemon.Process.Terminate(LogTailDaemon.Deadline);
        Assert.True(result.ExitCode == 0, $"Exit code {result.ExitCode}.\n{result.Errors}");
    }

    [Fact]
    public async Task Reloads_at_SIGHUP_also_when_it_was_started_with_nohup()
    {
        const int HangUp = 1;
        using var folder = new TemporaryFolder();
        var program = folder.Write("p.mtail", "counter early\n/x/ {\n  early++\n}\n");
        var port = Loopback.FreePort();
        await using var daemon = await LogTailDaemon.Start(
            port, "nohup", [LogTailCommand.Executable, "mtail", "-address", "127.0.0.1", "-port", $"{port}", "-progs", program, "-logs", folder.Write("a.log", "")]);
        await File.WriteAllTextAsync(program, "counter late\n/x/ {\n  late++\n}\n");

        daemon.Process.Signal(HangUp);

        await daemon.ScrapeUntil(scrape => scrape.Text.Contains("\nlate{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reloads_a_program_that_lies_beside_a_log_that_never_rests()
    {
        using var folder = new TemporaryFolder();
        var program = folder.Write("p.mtail", "counter early\n/x/ {\n  early++\n}\n");
        var log = folder.Write("a.log", "");
        await using var daemon = await LogTailDaemon.Start("--programs", program, "--logs", log);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await File.AppendAllTextAsync(log, "x\n");
                await Task.Delay(20);
            }
        });

        await File.WriteAllTextAsync(program, "counter late\n/x/ {\n  late++\n}\n");

        await daemon.ScrapeUntil(scrape => scrape.Text.Contains("\nlate{", StringComparison.Ordinal));
        await enough.CancelAsync();
        await writing;
    }

    // Over a slow connection, say. Each beginning of it that ends with a line is a program too.
    [Fact]
    public async Task A_program_that_is_written_slowly_in_its_place_is_taken_when_it_is_whole()
    {
        using var folder = new TemporaryFolder();
        var program = folder.Write("p.mtail", "counter old\n/x/ {\n  old++\n}\n");
        var log = folder.Write("app.log", "");
        await using var daemon = await LogTailDaemon.Start("--programs", program, "--logs", log);
        using (var file = new StreamWriter(program) { AutoFlush = true })
        {
            foreach (var piece in new[] { "counter first\n", "counter second\n/x/ {\n", "  first++\n}\n", "/x/ {\n  second", "++\n}\n", "# The end.\n" })
            {
                await file.WriteAsync(piece);
                await Task.Delay(500);
            }
        }

        await daemon.ScrapeUntil(scrape => scrape["logtail_program_loads_total{program=\"p.mtail\"}"] > 1);
        File.AppendAllText(log, "x\n");
        var scrape = await daemon.ScrapeUntil(scrape => scrape.Sum("second") == 1);
        Assert.Equal(1, scrape.Sum("first"));
        Assert.Equal(2, scrape["logtail_program_loads_total{program=\"p.mtail\"}"]);
        Assert.Equal(0, scrape["logtail_program_load_errors_total{program=\"p.mtail\"}"]);
    }

    [Fact]
    public async Task Reports_a_broken_program_and_runs_the_others()
    {
        using var folder = new TemporaryFolder();
        var programs = folder.Folder("programs");
        File.Copy(LineCount, Path.Combine(programs, "linecount.mtail"));
        await File.WriteAllTextAsync(Path.Combine(programs, "broken.mtail"), "counter a\n/(/ {\n  a++\n}\n");
        await using var daemon = await LogTailDaemon.Start("--programs", programs, "--logs", folder.Write("a.log", "x\n"), "--from", "start");

        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);

        Assert.Contains("broken.mtail", daemon.Process.Errors + daemon.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_ends_the_start_with_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        var result = await LogTailCommand.Run("run", "--programs", LineCount, "--logs", folder.Write("a.log", ""), "--listen", $"127.0.0.1:{port}");

        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single((result.Output + result.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"{port}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_quiet_when_all_is_well()
    {
        using var folder = new TemporaryFolder();
        await using var daemon = await LogTailDaemon.Start("--programs", LineCount, "--logs", folder.Write("a.log", "x\n"), "--from", "start");
        await daemon.ScrapeUntil(scrape => scrape[Lines] == 1);
        var result = await daemon.Process.Terminate(LogTailDaemon.Deadline);
        Assert.InRange(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 0, 6);
        Assert.DoesNotContain("WRN", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("ERR", result.Errors, StringComparison.Ordinal);
    }
}
