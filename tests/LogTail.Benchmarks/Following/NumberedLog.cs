using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LogTail.Benchmarks.Following;

/// <summary>Writes numbered lines at a steady pace to a log that is rotated meanwhile.</summary>
internal sealed class NumberedLog(string path) : IDisposable
{
    private const int LinesPerTick = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private FileStream _current = Open(path);

    public string Path => path;

    /// <summary>Lines written; their numbers begin at 0.</summary>
    public int Count { get; private set; }

    /// <summary>2000 lines a second for so long; <paramref name="rotate"/> is called so often.</summary>
    public void Write(TimeSpan time, TimeSpan every, Action rotate)
    {
        var clock = Stopwatch.StartNew();
        var next = every;
        while (clock.Elapsed < time)
        {
            Lines(LinesPerTick);
            if (clock.Elapsed >= next)
            {
                rotate();
                next += every;
            }

            Thread.Sleep(Tick);
        }
    }

    public void Lines(int count)
    {
        for (var i = 0; i < count; i++)
        {
            LineTo(_current);
        }
    }

    /// <summary>One line, to whatever file is given.</summary>
    public void LineTo(FileStream file) =>
        file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Count++} GET /some/path HTTP/1.1 200\n")));

    /// <summary>Goes on in a new file.</summary>
    /// <returns>The former one, still open.</returns>
    public FileStream Reopen()
    {
        var former = _current;
        _current = Open(path);
        return former;
    }

    public void Truncate()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
        _current.Position = 0;
    }

    public void Dispose() => _current.Dispose();

    private static FileStream Open(string path) =>
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
