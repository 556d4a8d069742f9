using System.Globalization;

namespace LogTail.Torture;

/// <summary>How the log lies on the disk and how the daemon was told of it.</summary>
internal enum Layout
{
    /// <summary>The pattern is the log's own path.</summary>
    Path,

    /// <summary>The pattern finds rotated files and copies too.</summary>
    Glob,

    /// <summary>The path is a symbolic link to a file in another directory, as in Kubernetes.</summary>
    Link,
}

/// <summary>The log and what programs, administrators and rotation do to it. Knows for each line where it stands.</summary>
internal sealed partial class TorturedLog : IDisposable
{
    private const int MostGenerations = 6;

    private readonly string _folder;
    private readonly Random _random;
    private readonly Layout _layout;
    private readonly LineAccounts _lines;
    private readonly Action<string> _note;
    private readonly List<TorturedFile> _former = [];
    private TorturedFile _current;
    private int _nextName;

    public TorturedLog(string folder, Layout layout, Random random, LineAccounts lines, Action<string> note)
    {
        _folder = Directory.CreateDirectory(Path.Combine(folder, "log")).FullName;
        _layout = layout;
        _random = random;
        _lines = lines;
        _note = note;
        Directory.CreateDirectory(Path.Combine(folder, "pod"));
        _current = Create();
    }

    /// <summary>What the daemon is told to follow.</summary>
    public string Pattern => _layout == Layout.Glob ? LinkPath + "*" : LinkPath;

    private string LinkPath => Path.Combine(_folder, "app.log");

    public void Write(int count)
    {
        _note($"write {count}");
        for (var i = 0; i < count; i++)
        {
            WriteTo(_current);
        }
    }

    public void WriteHalf()
    {
        Finish(_current);
        var line = _lines.Next();
        var text = TextOf(line);
        var middle = _random.Next(1, text.Length);
        _note($"write half of {line}");
        _current.Append(text[..middle]);
        _current.Unfinished = (line, text[middle..], text.Length);
    }

    /// <summary>A process that still has the former file open.</summary>
    public void WriteLate()
    {
        if (_former.FindLast(file => file.IsOpen) is { } former)
        {
            _note($"late line to {Name(former)}");
            WriteTo(former);
        }
    }

    /// <summary>As logrotate numbers: .2 becomes .3, .1 becomes .2, the log becomes .1.</summary>
    public void RenameByNumber(int gapMilliseconds, bool isWatched)
    {
        if (_layout == Layout.Link)
        {
            RenameByDate(gapMilliseconds, isWatched);
            return;
        }

        FinishCompressing();
        _note("rename by number");
        for (var number = MostGenerations; number > 0; number--)
        {
            foreach (var ending in new[] { "", SlowGzip.Ending })
            {
                var from = $"{LinkPath}.{number}{ending}";
                if (_former.Find(file => file.Path == from) is { } file)
                {
                    Remove(_former.Find(other => other.Path == $"{LinkPath}.{number + 1}{ending}"));
                    Move(file, $"{LinkPath}.{number + 1}{ending}");
                }
            }
        }

        Remove(_former.Find(other => other.Path == LinkPath + ".1"));
        Rotate(LinkPath + ".1", gapMilliseconds, isWatched);
    }

    public void RenameByDate(int gapMilliseconds, bool isWatched)
    {
        _note("rename by date");
        var name = string.Create(CultureInfo.InvariantCulture, $"{_current.Path}-{20260100 + _nextName++}");
        Rotate(name, gapMilliseconds, isWatched);
    }

    /// <summary>As logrotate's copytruncate. What is written in the gap is in neither.</summary>
    public void CopyAndTruncate(int linesInGap, bool isSlow)
    {
        if (_layout == Layout.Link)
        {
            return;
        }

        Finish(_current);
        var copy = $"{LinkPath}.{100 + _nextName++}";
        _note($"copy to {Path.GetFileName(copy)}, {linesInGap} lines in the gap, truncate");
        var file = CopyOf(_current, copy, isSlow);
        _former.Add(file);
        Write(linesInGap);
        _lines.Removed(_current.Lines);
        _current.Truncate();
    }

    public void TruncateWithoutCopy()
    {
        Finish(_current);
        _note("truncate");
        _lines.Removed(_current.Lines);
        _current.Truncate();
    }

    /// <summary>As an editor or rsync: a longer copy is renamed over the log.</summary>
    public void Replace()
    {
        if (_layout == Layout.Link)
        {
            return;
        }

        Finish(_current);
        _note("replace by a longer copy");
        var copy = CopyOf(_current, Path.Combine(_folder, ".app.log.tmp"), isSlow: false);
        copy.ReopenWriter();
        WriteTo(copy);
        Move(copy, LinkPath);
        _lines.Removed(_current.Lines);
        _current.Dispose();
        _current = copy;
    }

    public void DeleteCurrent()
    {
        Finish(_current);
        _note("delete the log");
        File.Delete(_current.Path);
        _lines.Removed(_current.Lines);
        _current.Dispose();
        _current = Create();
    }

    public void DeleteFormer()
    {
        FinishCompressing();
        if (_former.Count > 0)
        {
            _note($"delete {Name(_former[0])}");
            Remove(_former[0]);
        }
    }

    /// <summary>The link of <see cref="Layout.Link"/> means another file from now on. A target of which the daemon cannot know is nobody's.</summary>
    public void Switch()
    {
        _note("switch the link");
        Finish(_current);
        _former.Add(_current);
        _current = Create();
    }

    /// <summary>Ends all unfinished lines.</summary>
    public void FinishAll()
    {
        Finish(_current);
        _former.ForEach(Finish);
    }

    public void Dispose()
    {
        _current.Dispose();
        _former.ForEach(file => file.Dispose());
        _compressing?.Dispose();
    }

    // No reader can know of a target that was never seen before the link meant another one.
    private void ForgetIfUnknown(TorturedFile target)
    {
        if (!target.Lines.Exists(_lines.IsDurable))
        {
            target.IsUnknowable = true;
            _lines.Excuse(target.Lines);
        }
    }

    private TorturedFile Create()
    {
        if (_layout != Layout.Link)
        {
            return new TorturedFile(LinkPath);
        }

        _former.ForEach(ForgetIfUnknown);
        var target = Path.Combine(_folder, "..", "pod", $"{_nextName++}.log");
        var file = new TorturedFile(Path.GetFullPath(target));
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, file.Path);
        File.Move(link, LinkPath, overwrite: true);
        return file;
    }

    private void Rotate(string name, int gapMilliseconds, bool isWatched)
    {
        var former = _current;
        var path = former.Path;
        if (_random.Next(2) == 0)
        {
            // Else its writer ends the line when it gets to it.
            Finish(former);
        }

        Move(former, name);
        _former.Add(former);
        if (_layout == Layout.Link && isWatched)
        {
            // Where links lead nobody watches: a target that came and went between two looks is found only at the next start.
            ForgetIfUnknown(former);
        }

        if (gapMilliseconds > 0)
        {
            WriteTo(former);
            Thread.Sleep(gapMilliseconds);
            WriteTo(former);
        }

        _current = new TorturedFile(path);
    }

    private TorturedFile CopyOf(TorturedFile file, string path, bool isSlow)
    {
        var copy = new TorturedFile(path);
        var text = File.ReadAllText(file.Path);
        for (var i = 0; i < text.Length; i += 4000)
        {
            copy.Append(text.Substring(i, Math.Min(4000, text.Length - i)));
            if (isSlow)
            {
                Thread.Sleep(_random.Next(4));
            }
        }

        copy.CloseWriter();
        copy.Lines.AddRange(file.Lines);
        _lines.Copied(file.Lines);
        return copy;
    }

    private void WriteTo(TorturedFile file)
    {
        Finish(file);
        var line = _lines.Next();
        var text = TextOf(line);
        file.Append(text);
        Account(file, line, text.Length);
    }

    private void Finish(TorturedFile file)
    {
        if (file.Unfinished is { } unfinished)
        {
            file.Unfinished = null;
            file.Append(unfinished.Remainder);
            Account(file, unfinished.Line, unfinished.Length);
        }
    }

    private void Account(TorturedFile file, int line, int length)
    {
        file.Lines.Add(line);
        _lines.Written(line, length);
        if (file.IsUnknowable)
        {
            _lines.Excuse([line]);
        }
    }

    private void Remove(TorturedFile? file)
    {
        if (file is not null)
        {
            Finish(file);
            File.Delete(file.Path);
            _lines.Removed(file.Lines);
            file.Dispose();
            _former.Remove(file);
        }
    }

    private static void Move(TorturedFile file, string path)
    {
        File.Move(file.Path, path, overwrite: true);
        file.Path = path;
    }

    // Long ones too, so that a batch ends inside of a line.
    private string TextOf(int line)
    {
        var padding = new string('x', _random.Next(8) == 0 ? _random.Next(5000) : _random.Next(60));
        return $"id={line} {padding};\n";
    }

    private static string Name(TorturedFile file) => Path.GetFileName(file.Path);
}
