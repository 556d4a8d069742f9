using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>What a user types, and what comes back.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Version_is_one_line_on_standard_output()
    {
        var result = await LogTailCommand.Run("--version");
        Assert.Matches(@"\A[^\n]*\d+\.\d+\.\d+[^\n]*\n\z", result.Successful());
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task Help_names_the_commands()
    {
        var help = (await LogTailCommand.Run("--help")).Successful();
        Assert.Contains("run", help, StringComparison.Ordinal);
        Assert.Contains("check", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_run_shows_a_whole_command()
    {
        var help = (await LogTailCommand.Run("run", "--help")).Successful();
        Assert.Matches("logtail run --programs .* --logs ", help);
    }

    [Fact]
    public async Task Shipped_programs_check_without_a_word()
    {
        var result = await LogTailCommand.Run("check", Repository.Programs);
        Assert.Equal(new CommandResult(0, "", ""), result);
    }

    [Fact]
    public async Task Check_reports_every_mistake_with_its_place_and_exits_1()
    {
        using var folder = new TemporaryFolder();
        var program = folder.Write("bad.mtail", "counter hits\n/(a)/ {\n  hitz++\n  hits[$1]++\n}\n");

        var result = await LogTailCommand.Run("check", program);

        Assert.Equal(1, result.ExitCode);
        var text = result.Output + result.Errors;
        Assert.Contains("bad.mtail:3:3", text, StringComparison.Ordinal);
        Assert.Matches(@"\n( *)hitz\+\+\n\1\^\^\^\^\n", text);
        Assert.Contains("bad.mtail:4:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_emits_readable_csharp()
    {
        var code = (await LogTailCommand.Run("check", "--emit", "csharp", Path.Combine(Repository.Programs, "linecount.mtail"))).Successful();
        Assert.Contains("[GeneratedRegex(", code, StringComparison.Ordinal);
        Assert.Contains("log_lines_total", code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_is_a_diagnostic()
    {
        var result = await LogTailCommand.Run("check", "/nowhere/at-all.mtail");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/nowhere/at-all.mtail", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_pass_over_a_log_that_is_not_there_prints_what_is_initially_known()
    {
        using var folder = new TemporaryFolder();
        var output = await LogTailCommand.RunOnce("prometheus", Path.Combine(Repository.Programs, "linecount.mtail"), folder.File("missing.log"));
        Assert.Equal(0, Exposition.Parse(output)["""log_lines_total{prog="linecount.mtail"}"""]);
    }

    [Fact]
    public async Task One_pass_with_a_broken_program_prints_no_metrics_and_exits_1()
    {
        using var folder = new TemporaryFolder();
        var program = folder.Write("bad.mtail", "counter\n");
        var result = await LogTailCommand.Run("run", "--once", "--programs", program, "--logs", folder.Write("a.log", "x\n"));
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("bad.mtail:1:", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_logs_and_globs_are_all_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a1.log", "one\n");
        folder.Write("a2.log", "two\nthree\n");
        var output = await LogTailCommand.RunOnce(
            "prometheus", Path.Combine(Repository.Programs, "linecount.mtail"), folder.File("a?.log"), folder.Write("b.txt", "four"));
        Assert.Equal(4, Exposition.Parse(output)["""log_lines_total{prog="linecount.mtail"}"""]);
    }

    [PeerFact(Mtail.Name)]
    public async Task All_shipped_programs_on_all_sample_logs_agree_with_mtail()
    {
        var logs = Path.Combine(Repository.SampleLogs, "*.log");
        var expected = Exposition.Parse(await Mtail.RunOnce("prometheus", Repository.Programs, logs));
        var actual = Exposition.Parse(await LogTailCommand.RunOnce("prometheus", Repository.Programs, logs));
        Assert.Equal(
            expected.Samples.OrderBy(sample => sample.Key, StringComparer.Ordinal),
            actual.Samples.OrderBy(sample => sample.Key, StringComparer.Ordinal));
    }

    // More than a pipe holds, so that it is written to when nobody reads any more.
    [Theory]
    [InlineData("convert config.yml")]
    [InlineData("state show state")]
    [InlineData("check --emit csharp big.mtail")]
    public async Task A_reader_that_leaves_ends_a_long_output_quietly(string command)
    {
        using var folder = new TemporaryFolder();
        var metrics = Enumerable.Range(0, 1000).Select(number => $"- {{type: counter, name: c{number}, help: h, match: 'a{number} %{{WORD:w}}', labels: {{w: '{{{{.w}}}}'}}}}\n");
        folder.Write("config.yml", $"global: {{config_version: 3}}\ninput: {{type: stdin}}\nmetrics:\n{string.Concat(metrics)}");
        folder.Write("big.mtail", "counter c\n" + string.Concat(Enumerable.Range(0, 1000).Select(number => $"/a{number}/ {{\n  c++\n}}\n")));
        if (command.StartsWith("state", StringComparison.Ordinal))
        {
            await KeepStateOf(folder, files: 1000);
        }

        var script = $"cd '{folder.Path}'; {{ '{LogTailCommand.Executable}' {command}; echo $? >&2; }} | head -n 1";
        var result = await ChildProcess.Run("/bin/sh", ["-c", script], TimeSpan.FromMinutes(1), LogTailCommand.HomeVariables());
        Assert.Equal("0\n", result.Errors);
        Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("patterns")]
    [InlineData("grok x bad.mtail")]
    [InlineData("convert config.yml")]
    [InlineData("check --emit csharp good.mtail")]
    [InlineData("run --once --programs good.mtail --logs good.mtail")]
    [InlineData("grok-exporter -config config.yml -showconfig")]
    [InlineData("--help")]
    public async Task Says_that_standard_output_takes_no_more(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.yml", "global: {config_version: 3}\ninput: {type: stdin}\nmetrics:\n- {type: counter, name: c, help: h, match: a}\n");
        folder.Write("good.mtail", "counter c\n/x/ {\n  c++\n}\n");
        folder.Write("bad.mtail", "x\n");
        var script = $"cd '{folder.Path}'; exec '{LogTailCommand.Executable}' {command} > /dev/full";
        var result = await ChildProcess.Run("/bin/sh", ["-c", script], TimeSpan.FromMinutes(1), LogTailCommand.HomeVariables());
        Assert.Equal(new CommandResult(2, "", "logtail: standard output: No space left on device\n"), result);
    }

    [Theory]
    [InlineData("run --config", "Required argument missing for option: '--config'.")]
    [InlineData("run --config a.yml --config b.yml", "Option '--config' expects a single argument but 2 were provided.")]
    [InlineData("check --config a.yml --config b.yml", "Option '--config' expects a single argument but 2 were provided.")]
    [InlineData("run --programs a --logs b --state x --state y --no-state", "--no-state goes neither with --state nor with --expose durable.")]
    [InlineData("run --programs", "Option '--programs' is required, or --config with a grok_exporter configuration.")]
    [InlineData("grok --only-failure %{WORD} a.log", "There is no option `--only-failure`; what is none stands behind `--`.")]
    [InlineData("convert -o a.yml", "There is no option `-o`; what is none stands behind `--`.")]
    [InlineData("check --emit=csharp --strict a.mtail", "There is no option `--strict`; what is none stands behind `--`.")]
    public async Task Refuses_options_that_are_unknown_incomplete_or_given_twice(string command, string expected)
    {
        var result = await LogTailCommand.Run(command.Split(' '));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"logtail: {expected}\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_word_with_a_dash_behind_two_dashes()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", "a-x 5\n");
        Assert.Equal("{\"n\":\"5\"}\n", (await LogTailCommand.Run("grok", "--", "-x %{INT:n}", log)).Successful());
    }

    [Theory]
    [InlineData("convert", 1)]
    [InlineData("check --config", 1)]
    [InlineData("grok x", 2)]
    public async Task Says_that_a_folder_is_no_file(string command, int exitCode)
    {
        using var folder = new TemporaryFolder();
        var result = await LogTailCommand.Run([.. command.Split(' '), folder.Path]);
        Assert.Equal(new CommandResult(exitCode, "", $"logtail: {folder.Path}: this is a folder, and a file is needed\n"), result);
        var missing = await LogTailCommand.Run([.. command.Split(' '), folder.File("none")]);
        Assert.Equal(new CommandResult(exitCode, "", $"logtail: {folder.File("none")}: no such file\n"), missing);
    }

    private static async Task KeepStateOf(TemporaryFolder folder, int files)
    {
        var name = new string('x', 100);
        foreach (var number in Enumerable.Range(0, files))
        {
            folder.Write($"{name}{number}.log", "a line\n");
        }

        await using var daemon = await LogTailDaemon.Start(
            "--programs", folder.Write("p.mtail", "counter lines\n/$/ {\n  lines++\n}\n"), "--logs", folder.File("*.log"), "--from", "start", "--state", folder.File("state"));
        await daemon.ScrapeUntil(scrape => scrape.Sum("lines") == files);
        Assert.Equal(0, (await daemon.Process.Terminate(LogTailDaemon.Deadline)).ExitCode);
    }
}
