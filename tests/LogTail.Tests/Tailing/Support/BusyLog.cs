using System.Diagnostics;
using System.Globalization;

namespace LogTail.Tests.Tailing.Support;

/// <summary>Writes numbered lines and checks that each came exactly once.</summary>
internal sealed class BusyLog(string path) : IDisposable
{
    private LogWriter _writer = new(path);

    public string Path => path;

    public int Count { get; private set; }

    public void Write(int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            _writer.Write(Next());
        }
    }

    /// <summary>Writes for so long, 2000 lines a second.</summary>
    public async Task WriteFor(TimeSpan time)
    {
        var (clock, begun) = (Stopwatch.StartNew(), Count);
        while (clock.Elapsed < time)
        {
            Write((int)(clock.Elapsed.TotalSeconds * 2000) - (Count - begun));
            await Task.Delay(1);
        }
    }

    /// <summary>The next line, for whoever writes it in some other way.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{Count++} some text of a line\n");

    /// <summary>Goes on in a new file under the log's name, as after a rotation.</summary>
    /// <returns>The former writer, for late lines.</returns>
    public LogWriter Reopen()
    {
        var former = _writer;
        _writer = new LogWriter(path);
        return former;
    }

    public void Truncate()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
    }

    /// <summary>Waits until every line came, and stops: none may have come twice.</summary>
    public async Task AllCameOnce(TailRun run)
    {
        await run.Until(lines => lines.Count >= Count);
        AssertOnce(await run.Stop());
    }

    public void AssertOnce(IEnumerable<string> lines)
    {
        var ids = lines.Select(line => line[(line.IndexOf('|', StringComparison.Ordinal) + 1)..].Split(' ')[0]).ToArray();
        var expected = Enumerable.Range(0, Count).Select(id => id.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        Assert.Empty(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {group.Count()} times"));
        Assert.Empty(expected.Except(ids));
        Assert.Equal(Count, ids.Length);
    }

    public void Dispose() => _writer.Dispose();
}
