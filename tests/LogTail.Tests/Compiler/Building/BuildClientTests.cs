using System.Diagnostics;
using LogTail.Compiler.Building;
using LogTail.Language;
using LogTail.Language.Text;

namespace LogTail.Tests.Compiler.Building;

/// <summary>The parent's side against children that a shell plays.</summary>
public sealed class BuildClientTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly BuildRequest Request = new([new ProgramText("a.mtail", "a.mtail", "counter a\n")], new FrontEndOptions());

    private readonly string _folder = Directory.CreateTempSubdirectory("logtail-build-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Returns_what_the_child_answers()
    {
        var answer = Path.Combine(_folder, "answer");
        await File.WriteAllBytesAsync(answer, BuildWire.WriteResults([new BuildResult(null, [], "a fault")]));
        var results = await BuildClient.BuildInChildAsync(Request, Shell($"cat >/dev/null; cat {answer}"), Long, default);
        Assert.Equal("a fault", Assert.Single(results).Fault);
    }

    [Theory]
    [InlineData("cat >/dev/null; echo hello", "ended with exit code 0 and answered something else, beginning with 68656C6C6F0A.")]
    [InlineData("cat >/dev/null; echo no memory >&2; exit 3", "ended with exit code 3 and answered nothing. It said: no memory")]
    [InlineData("exit 4", "ended with exit code 4 and answered nothing.")]
    [InlineData("kill -SEGV $$", "ended with exit code 139 and answered nothing.")]
    public async Task Says_how_a_child_failed(string script, string expected)
    {
        var failure = await Assert.ThrowsAsync<BuildFailedException>(() => BuildClient.BuildInChildAsync(Request, Shell(script), Long, default));
        Assert.EndsWith(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_answer_for_another_number_of_programs()
    {
        var answer = Path.Combine(_folder, "answer");
        await File.WriteAllBytesAsync(answer, BuildWire.WriteResults([]));
        var failure = await Assert.ThrowsAsync<BuildFailedException>(
            () => BuildClient.BuildInChildAsync(Request, Shell($"cat >/dev/null; cat {answer}"), Long, default));
        Assert.EndsWith("answered 0 results for 1 programs.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kills_a_child_that_takes_too_long()
    {
        var child = Shell("cat >/dev/null; exec sleep 600");
        var failure = await Assert.ThrowsAsync<BuildFailedException>(
            () => BuildClient.BuildInChildAsync(Request, child, TimeSpan.FromSeconds(1), default));
        Assert.EndsWith("was stopped after 1 s without a result.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_build_is_cancelled_and_not_failed()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => BuildClient.BuildInChildAsync(Request, Shell("exec sleep 600"), Long, cancelled.Token));
    }

    [Fact]
    public async Task A_missing_executable_is_named()
    {
        var failure = await Assert.ThrowsAsync<BuildFailedException>(
            () => BuildClient.BuildInChildAsync(Request, new ProcessStartInfo("/nosuch/logtail"), Long, default));
        Assert.Contains("/nosuch/logtail cannot be started", failure.Message, StringComparison.Ordinal);
    }

    private static ProcessStartInfo Shell(string script) => new("/bin/sh", ["-c", script]);
}
