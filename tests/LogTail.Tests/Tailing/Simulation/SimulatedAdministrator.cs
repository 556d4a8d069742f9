using System.Globalization;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>
/// Writes a log and rotates it at random, in each way in which no line is lost to one who sees all files that there are: every line stays in some file, and
/// nothing is removed that was not compressed or copied before.
/// </summary>
/// <param name="disk">Where the log is.</param>
/// <param name="random">What to do next.</param>
/// <param name="replaces">Sometimes a longer copy is put in the place of the log.</param>
internal sealed class SimulatedAdministrator(SimulatedDisk disk, Random random, bool replaces)
{
    private const string Log = "app.log";

    private readonly Queue<(string Name, Action Do)> _steps = new();
    private readonly List<string> _lines = [];
    // Generations that a writer still has open; nobody writes to a copy.
    private readonly HashSet<SimulatedDisk.Inode> _written = [];

    /// <summary>All that was written.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Something is begun and not ended.</summary>
    public bool IsBusy => _steps.Count > 0;

    private string[] Generations => [.. disk.Names.Where(name => name.StartsWith(Log + ".", StringComparison.Ordinal)).OrderBy(NumberOf)];

    public void Write() => Append(disk.Create(Log));

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
            case 0:
                Shift();
                Then("rename", () => IfThere(() =>
                {
                    _written.Add(disk.Create(Log));
                    disk.Rename(Log, Log + ".1");
                }));
                if (random.Next(3) > 0)
                {
                    Then("create", () => disk.Create(Log));
                }

                break;
            case 1:
                Shift();
                Then("copy", () => IfThere(() => disk.Copy(Log, Log + ".1")));
                Then("truncate", () => IfThere(() => disk.Truncate(disk.Create(Log))));
                break;
            case 2:
                Compress(Array.Find(Generations, IsPlain), keepsTime: true);
                break;
            case 3:
                Compress(Array.FindLast(Generations, IsPlain), random.Next(4) > 0);
                break;
            // Of an empty one nobody could tell whose copy it is.
            case 4 when replaces && disk.Names.Contains(Log) && disk.Create(Log).Bytes.Count > 0:
                Then("copy to another name", () => IfThere(() => disk.Copy(Log, ".new")));
                Then("write to that", () => IfThere(() => Append(disk.Create(".new"))));
                Then("replace", () => IfThere(() => disk.Rename(".new", Log)));
                break;
            case 5 when Array.Find(Generations, name => IsPlain(name) && _written.Contains(disk.Create(name))) is { } late:
                Then($"write late to {late}", () => Append(disk.Create(late)));
                break;
            default:
                Then("write", Write);
                break;
        }
    }

    private void Then(string name, Action step) => _steps.Enqueue((name, step));

    private void IfThere(Action step)
    {
        if (disk.Names.Contains(Log))
        {
            step();
        }
    }

    private void Shift()
    {
        foreach (var name in Generations.Reverse())
        {
            var next = $"{Log}.{NumberOf(name) + 1}{(IsPlain(name) ? "" : ".gz")}";
            Then($"{name} becomes {next}", () => disk.Rename(name, next));
        }
    }

    private void Compress(string? name, bool keepsTime)
    {
        if (name is null)
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

    private void Append(SimulatedDisk.Inode file)
    {
        var line = $"{_lines.Count} {new string('x', random.Next(60))}";
        _lines.Add(line);
        disk.Append(file, line + "\n");
    }

    private static bool IsPlain(string name) => !name.EndsWith(".gz", StringComparison.Ordinal);

    private static int NumberOf(string name) => int.Parse(name.Split('.')[2], CultureInfo.InvariantCulture);
}
