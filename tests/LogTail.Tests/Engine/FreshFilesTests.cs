using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Engine;

public sealed class FreshFilesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // What `imports` of a configuration names: a file, a glob of Go, a folder.
    [Theory]
    [InlineData("web.grok", true)]
    [InlineData("*.grok", true)]
    [InlineData("[^a-v]eb.grok", true)]
    [InlineData("", true)]
    [InlineData("*.yml", false)]
    [InlineData("missing/*.grok", false)]
    public void An_imported_file_that_changed_a_moment_ago_is_seen_however_it_is_named(string import, bool isFresh)
    {
        Write("web.grok", TimeSpan.FromSeconds(0.5));
        Write("old.yml", TimeSpan.FromSeconds(2));
        var options = new EngineOptions { Programs = [], Logs = [], WatchedPaths = [Path.Combine(_folder.Path, import)] };
        Assert.Equal(isFresh, FreshFiles.AreThere(options, new StoppedClock()));
    }

    private void Write(string name, TimeSpan age)
    {
        File.WriteAllText(_folder[name], "");
        File.SetLastWriteTimeUtc(_folder[name], (Now - age).UtcDateTime);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
