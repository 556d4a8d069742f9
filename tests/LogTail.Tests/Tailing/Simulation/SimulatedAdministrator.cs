using System.Globalization;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>
/// Writes a log and rotates it at random, in each way in which no line is lost to one who sees all files that there are: every line stays in some file, and
/// nothing is removed that was not compressed or copied before.
/// </summary>
/// <param name="disk">Where the log is.</param>
/// <param name="random">What to do next.</param>
/// <param name="setting">What may be done at all.</param>
internal sealed class SimulatedAdministrator(SimulatedDisk disk, Random random, RotationSetting setting)
{
    private const string Link = "app.log";

    private readonly Queue<(string Name, Action Do)> _steps = new();
    private readonly List<string> _lines = [];

    // Generations that a writer still has open; nobody writes to a copy.
    private readonly HashSet<SimulatedDisk.Inode> _written = [];

    // What the link means, and whether the process, or its last checkpoint, knows.
    private string _log = Link;
    private int _targets = 1;
    private int _dates;
    private bool _isSeen;
    private bool _isKept;

    /// <summary>All that was written.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Something is begun and not ended.</summary>
    public bool IsBusy => _steps.Count > 0;

    /// <summary>What was seen is in a checkpoint.</summary>
    public void Kept() => _isKept = _isSeen;

    /// <summary>Whether lines are in a checkpoint, so that the file that has them may go.</summary>
    public Func<IReadOnlyList<string>, bool> AreDurable { get; set; } = _ => false;

    private string[] Generations => [.. disk.Names.Where(name => name.StartsWith(_log + (setting.IsDated ? "-" : "."), StringComparison.Ordinal)).OrderBy(NumberOf)];

    /// <summary>The log appears, with a line.</summary>
    public void Begin()
    {
        if (setting.IsLinked)
        {
            _log = "0.log";
            disk.Link(Link, _log);
        }

        Write();
    }

    /// <summary>
    /// The process has looked at everything, and seen what the link means: a target that it meant only between two such looks would be nobody's. Events do
    /// not tell of it.
    /// </summary>
    public void Looked() => _isSeen = true;

    /// <summary>The next step of what was begun, or the first one of something else.</summary>
    /// <returns>What it was, in words.</returns>
    public string Step()
    {
        if (_steps.Count == 0)
        {
            Plan();
        }

        if (!_steps.TryDequeue(out var step))
        {
            return "nothing";
        }

        step.Do();
        return step.Name;
    }

    /// <summary>Ends what was begun.</summary>
    public void Finish()
    {
        while (IsBusy)
        {
            Step();
        }
    }

    private void Plan()
    {
        switch (random.Next(10))
        {
            case 0 when !setting.IsLinked || _isKept:
                Shift();
                Then("rename", () => IfThere(() =>
                {
                    _written.Add(disk.Create(_log));
                    disk.Rename(_log, NextName());
                }));
                if (random.Next(3) > 0)
                {
                    Then("create", () => OpenLog());
                }

                break;
            // Beside the target of a link nobody looks while it runs, save when the target is truncated.
            case 1 when !setting.IsLinked:
                Shift();
                Then("copy", () => IfThere(() => disk.Copy(_log, NextName())));
                Then("truncate", () => IfThere(() => disk.Truncate(disk.Create(_log))));
                break;
            case 2:
                Compress(Array.Find(Generations, IsPlain), keepsTime: true);
                break;
            case 3:
                Compress(Array.FindLast(Generations, IsPlain), random.Next(4) > 0);
                break;
            // Of an empty one nobody could tell whose copy it is.
            case 4 when setting.Replaces && disk.Names.Contains(_log) && disk.Create(_log).Bytes.Count > 0:
                Then("copy to another name", () => IfThere(() => disk.Copy(_log, ".new")));
                Then("write to that", () => IfThere(() => Append(disk.Create(".new"))));
                Then("replace", () => IfThere(() => disk.Rename(".new", _log)));
                break;
            // After a restart the compressed form of a closed file is not looked for under any name that a link's target may have.
            case 5 when !setting.IsLinked && Array.Find(Generations, name => IsPlain(name) && _written.Contains(disk.Create(name))) is { } late:
                Then($"write late to {late}", () => Append(disk.Create(late)));
                break;
            case 6 when setting.IsLinked && _isKept:
                Then("switch the link", Switch);
                break;
            case 7 when setting.Deletes && Generations.LastOrDefault() is { } last && AreDurable(disk.LinesOf(last)):
                Then($"delete {last}", () => disk.Delete(last));
                break;
            default:
                Then("write", Write);
                break;
        }
    }

    private void Then(string name, Action step) => _steps.Enqueue((name, step));

    private void IfThere(Action step)
    {
        if (disk.Names.Contains(_log))
        {
            step();
        }
    }

    // A date that no other has; in what follows it is as good as a number.
    private string NextName() => setting.IsDated ? $"{_log}-202601{++_dates:00}" : _log + ".1";

    private void Shift()
    {
        if (setting.IsDated)
        {
            return;
        }

        foreach (var name in Generations.Reverse())
        {
            var next = $"{_log}.{NumberOf(name) + 1}{(IsPlain(name) ? "" : ".gz")}";
            Then($"{name} becomes {next}", () => disk.Rename(name, next));
        }
    }

    private void Compress(string? name, bool keepsTime)
    {
        // What was written to a file whose handle was given up, and then is deleted before anybody looks, nobody has read.
        if (name is null || (setting.MostOpen > 0 && !AreDurable(disk.LinesOf(name))))
        {
            return;
        }

        Then($"gzip {name} begins", () => disk.BeginCompressing(name));
        Then(
            $"gzip {name} ends{(keepsTime ? "" : ", without its time")}",
            () =>
            {
                if (keepsTime)
                {
                    disk.EndCompressing(name);
                }
                else
                {
                    disk.Delete(name);
                }
            });
    }

    private void Write() => Append(OpenLog());

    private SimulatedDisk.Inode OpenLog()
    {
        _isSeen &= disk.Names.Contains(_log);
        _isKept &= _isSeen;
        return disk.Create(_log);
    }

    private void Switch()
    {
        _log = $"{_targets++}.log";
        OpenLog();
        disk.Link("new", _log);
        disk.Rename("new", Link);
    }

    private void Append(SimulatedDisk.Inode file)
    {
        var line = $"{_lines.Count} {new string('x', random.Next(setting.LongestLine))}";
        _lines.Add(line);
        disk.Append(file, line + "\n");
    }

    private static bool IsPlain(string name) => !name.EndsWith(".gz", StringComparison.Ordinal);

    // The oldest has the highest one.
    private int NumberOf(string name) => setting.IsDated
        ? -int.Parse(name.Split('.', '-')[2], CultureInfo.InvariantCulture)
        : int.Parse(name.Split('.')[2], CultureInfo.InvariantCulture);
}
