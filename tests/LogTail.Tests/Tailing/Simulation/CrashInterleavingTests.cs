using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>
/// Every sequence of eight of: the writer's next step, a look by events, a look at everything with a checkpoint, a crash with a new start. What the
/// writer has left to do comes after that. Each line must come exactly once, whatever was forgotten in a crash.
/// </summary>
public sealed class CrashInterleavingTests
{
    private const int Depth = 8;
    private const int LessDepth = 6;

    private static readonly Step[] LookingSteps = [Step.Write, Step.LookByEvents, Step.LookAtEverything, Step.Crash];

    private enum Step
    {
        Write,
        LookByEvents,
        LookAtEverything,
        Crash,
        WriteCheckpoint,
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Rename(string pattern) => ForAll(pattern, RotationScript.Rename.Steps, RotationScript.Rename.Lines);

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Copy_and_truncate(string pattern) => ForAll(pattern, RotationScript.CopyAndTruncate.Steps, RotationScript.CopyAndTruncate.Lines);

    /// <summary>Checkpoints are written whether the follower has looked or not: it may be kept from it by a busy machine.</summary>
    [Theory]
    [InlineData("app.log", nameof(RotationScript.Rename))]
    [InlineData("app.log*", nameof(RotationScript.Rename))]
    [InlineData("app.log", nameof(RotationScript.CopyAndTruncate))]
    [InlineData("app.log*", nameof(RotationScript.CopyAndTruncate))]
    [InlineData("app.log", nameof(RotationScript.RenameAndCompress))]
    [InlineData("app.log", nameof(RotationScript.RenameAndCompressSlowly))]
    [InlineData("app.log", nameof(RotationScript.CopyCompressAndTruncate))]
    [InlineData("app.log*", nameof(RotationScript.CopyCompressAndTruncate))]
    [InlineData("app.log", nameof(RotationScript.CompressAndTruncate))]
    [InlineData("app.log", nameof(RotationScript.SwitchOfALink))]
    public void Checkpoint_without_a_look(string pattern, string name)
    {
        var script = (RotationScript)typeof(RotationScript).GetProperty(name)!.GetValue(null)!;
        ForAll(pattern, (disk, _) => script.Steps(disk), script.Lines, [], Sequences(Enum.GetValues<Step>(), LessDepth));
    }

    // gzip makes an empty file, which a pattern may find as one that is to be read, fills it, and then removes the plain one.
    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Compression_that_is_found_while_it_is_made(string pattern) => ForAll(pattern, disk =>
    {
        var (log, compressed) = (disk.Create("app.log"), (SimulatedDisk.Inode?)null);
        disk.Append(log, "first line\n");
        var bytes = Compress.Bytes("first line\nsecond line\n");
        return
        [
            () => disk.Append(log, "second line\n"),
            () => disk.Rename("app.log", "app.log.1"),
            () => compressed = disk.Create("app.log.1.gz"),
            () => disk.Append(compressed!, bytes.AsSpan(0, 30)),
            () => disk.Append(compressed!, bytes.AsSpan(30)),
            () => disk.Delete("app.log.1"),
            () => disk.Append(disk.Create("app.log"), "third line\n"),
        ];
    }, ["first line", "second line", "third line"]);

    // Not so if a pattern finds the compressed file, and nothing has the name of the log when that happens first.
    [Fact]
    public void Rename_and_compress() => ForAll("app.log", RotationScript.RenameAndCompress.Steps, RotationScript.RenameAndCompress.Lines);

    [Fact]
    public void Rename_and_compress_slowly() => ForAll("app.log", RotationScript.RenameAndCompressSlowly.Steps, RotationScript.RenameAndCompressSlowly.Lines);

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Copy_compress_and_truncate(string pattern) => ForAll(pattern, RotationScript.CopyCompressAndTruncate.Steps, RotationScript.CopyCompressAndTruncate.Lines);

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public void Compress_and_truncate(string pattern) => ForAll(pattern, RotationScript.CompressAndTruncate.Steps, RotationScript.CompressAndTruncate.Lines);

    // Seed 10203 of LogTail.Torture.
    [Theory]
    [InlineData("app.log", false)]
    [InlineData("app.log", true)]
    public void Copy_and_truncate_and_replace_by_a_longer_copy(string pattern, bool isCompressed) => ForAll(pattern, disk =>
    {
        var log = disk.Create("app.log");
        disk.Append(log, "first line\n");
        return
        [
            () => disk.Append(log, "second line\n"),
            () => disk.Copy("app.log", "app.log.1"),
            () =>
            {
                disk.Truncate(log);
                disk.Append(log, "third line, longer than the first two\n");
            },
            () =>
            {
                if (isCompressed)
                {
                    disk.BeginCompressing("app.log.1");
                }
            },
            () =>
            {
                disk.Copy("app.log", ".app.log.tmp");
                disk.Append(disk.Create(".app.log.tmp"), "fourth line\n");
            },
            () => disk.Rename(".app.log.tmp", "app.log"),
        ];
    }, ["first line", "second line", "third line, longer than the first two", "fourth line"]);

    [Fact]
    public void Switch_of_a_link() => ForAll("app.log", RotationScript.SwitchOfALink.Steps, RotationScript.SwitchOfALink.Lines);

    /// <summary>Nobody keeps a copy: a line may be missing if it was in the file when that was truncated, and was in no checkpoint by then.</summary>
    [Fact]
    public void Truncate()
    {
        var lost = new List<string>();
        ForAll("app.log", (disk, process) =>
        {
            var log = disk.Create("app.log");
            var inFile = new List<string>();
            void Append(string line)
            {
                disk.Append(log, line + "\n");
                inFile.Add(line);
            }

            void Cut()
            {
                disk.Truncate(log);
                lost.AddRange(inFile.Except(process()?.DurableLines ?? []));
                inFile.Clear();
            }

            lost.Clear();
            Append("first line");
            return
            [
                () => Append("second line"),
                Cut,
                () => Append("third line, longer than the two before"),
                () => Append("fourth"),
                Cut,
                () => Append("fifth"),
            ];
        }, ["first line", "second line", "third line, longer than the two before", "fourth", "fifth"], lost);
    }

    private static void ForAll(string pattern, Func<SimulatedDisk, Action[]> scenario, string[] expected) =>
        ForAll(pattern, (disk, _) => scenario(disk), expected, []);

    private static void ForAll(
        string pattern, Func<SimulatedDisk, Func<SimulatedProcess?>, Action[]> scenario, string[] expected, IReadOnlyCollection<string> mayBeLost) =>
        ForAll(pattern, scenario, expected, mayBeLost, Sequences(LookingSteps, Depth));

    private static void ForAll(
        string pattern,
        Func<SimulatedDisk, Func<SimulatedProcess?>, Action[]> scenario,
        string[] expected,
        IReadOnlyCollection<string> mayBeLost,
        IEnumerable<Step[]> sequences)
    {
        var world = new SimulatedWorld();
        foreach (var sequence in sequences)
        {
            var disk = new SimulatedDisk();
            SimulatedProcess? process = null;
            var steps = new Queue<Action>(scenario(disk, () => process));
            process = new SimulatedProcess(world, disk, pattern);
            using (process)
            {
                Run(sequence, steps, process);
                var lines = process.Settle();
                Assert.True(
                    lines.Distinct().Count() == lines.Count && lines.ToHashSet().IsSubsetOf(expected) && expected.Except(lines).ToHashSet().IsSubsetOf(mayBeLost),
                    $"[{string.Join(", ", lines)}] after {string.Join(", ", sequence)}");
            }
        }
    }

    private static void Run(Step[] sequence, Queue<Action> steps, SimulatedProcess process)
    {
        foreach (var step in sequence)
        {
            switch (step)
            {
                case Step.Write:
                    steps.TryDequeue(out var next);
                    next?.Invoke();
                    break;
                case Step.LookByEvents:
                    process.Look();
                    break;
                case Step.LookAtEverything:
                    process.SweepAndWrite();
                    break;
                case Step.WriteCheckpoint:
                    process.WriteCheckpoint();
                    break;
                default:
                    process.CrashAndStart();
                    break;
            }
        }

        while (steps.TryDequeue(out var rest))
        {
            rest();
        }
    }

    // Twice the same, other than writing, is as good as once.
    private static IEnumerable<Step[]> Sequences(Step[] steps, int depth)
    {
        var count = (int)Math.Pow(steps.Length, depth);
        return Enumerable.Range(0, count)
            .Select(number => Enumerable.Range(0, depth).Select(place => steps[number / (int)Math.Pow(steps.Length, place) % steps.Length]).ToArray())
            .Where(sequence => sequence.Zip(sequence.Skip(1)).All(pair => pair.First == Step.Write || pair.First != pair.Second));
    }
}
