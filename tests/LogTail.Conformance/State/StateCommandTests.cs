using LogTail.Conformance.Support;

namespace LogTail.Conformance.State;

/// <summary><c>logtail state</c>: what a human reads, and what mistakes lead to.</summary>
public sealed class StateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string State => _folder.File("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Show_tells_for_each_log_how_far_it_is_behind()
    {
        // 8 bytes are consumed of each; `quiet.log` is complete, `busy.log` gets 37 more, and `gone.log` is another file by then.
        string[] names = ["busy.log", "gone.log", "quiet.log"];
        Array.ForEach(names, name => _folder.Write(name, "1234567\n"));
        await using (var daemon = await LogTailDaemon.Start(
            "--programs", Path.Combine(Repository.Programs, "linecount.mtail"), "--logs", _folder.File("*.log"), "--from", "start", "--state", State))
        {
            await daemon.ScrapeUntil(scrape => scrape.Sum("log_lines_total") == 3);
            (await daemon.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        File.AppendAllText(_folder.File("busy.log"), new string('x', 36) + "\n");
        File.Move(_folder.File("gone.log"), _folder.File("gone.log.1"));
        _folder.Write("gone.log", "a new and longer one\n");
        var shown = (await LogTailCommand.Run("state", "show", State)).Successful();
        Assert.Matches($@"(?m)^checkpoint \d+ of \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{{3}}Z in {State}$", shown);
        Assert.Matches(@"(?m)^linecount\.mtail +\d+ +\d+  [0-9a-f]{16}$", shown);
        Assert.Matches($@"(?m)^ +8 +37 +\d+  {_folder.File("busy.log")}$", shown);
        Assert.Matches($@"(?m)^ +8 +0 +\d+  {_folder.File("quiet.log")}$", shown);
        Assert.Matches($@"(?m)^ +8 +\d+  {_folder.File("gone.log")}  \(rotated or deleted: not at this path any more\)$", shown);
    }

    [Theory]
    [InlineData(1, "there is no state in", "state", "show", "nowhere")]
    [InlineData(1, "there is no state in", "state", "reset", "--state", "nowhere")]
    [InlineData(2, "Required command was not provided.", "state")]
    [InlineData(2, "Unrecognized command or argument 'b'.", "state", "show", "a", "b")]
    [InlineData(2, "--state: its value is missing", "state", "reset", "--state", "--state")]
    public async Task Mistakes_are_said(int exitCode, string message, params string[] arguments)
    {
        var result = await LogTailCommand.Run(arguments);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("logtail: " + message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_the_state_does_not_know_and_a_state_that_is_none_are_said()
    {
        var log = _folder.Write("app.log", "1\n");
        await using (var daemon = await LogTailDaemon.Start(
            "--programs", Path.Combine(Repository.Programs, "linecount.mtail"), "--logs", log, "--from", "start", "--state", State))
        {
            (await daemon.Process.Terminate(LogTailDaemon.Deadline)).Successful();
        }

        var unknown = await LogTailCommand.Run("state", "reset", _folder.File("other.log"), "--state", State);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Equal($"logtail: {_folder.File("other.log")} is not in the state; `logtail state show` lists what is\n", unknown.Errors);

        foreach (var file in Directory.GetFiles(State, "logtail.state*"))
        {
            File.WriteAllText(file, "no state");
        }

        var damaged = await LogTailCommand.Run("state", "show", State);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains($"logtail: {Path.Combine(State, "logtail.state")} cannot be used:", damaged.Errors, StringComparison.Ordinal);
        Assert.EndsWith($"logtail: there is no state in {State}\n", damaged.Errors, StringComparison.Ordinal);
    }
}
