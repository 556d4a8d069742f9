using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogTail.Tailing.Following;

namespace LogTail.Tests.Tailing.Support;

/// <summary>
/// Does at random to a log what programs, administrators and rotation do, while a tailer follows it. Every line has a number of
/// its own, so that the model knows what must come: each exactly once.
/// </summary>
internal sealed partial class TailModel : IDisposable
{
    // More than are ever made between two looks: what was deleted before anybody could see it is lost.
    private const int KeptGenerations = 12;

    // Late lines are written as long as the model runs.
    private static readonly TailTimings PatientTimings = new()
    {
        RotatedQuiet = TimeSpan.FromHours(1),
        RotatedAloneQuiet = TimeSpan.FromHours(1),
        DeletedQuiet = TimeSpan.FromHours(1),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random;
    private readonly bool _globMatchesRotated;
    private readonly bool _pollOnly;
    private readonly List<LogWriter> _lateWriters = [];
    private TailRun? _run;
    private LogWriter? _writer;
    private int _nextId;
    private int _nextGeneration;
    private string _unfinished = "";
    private int _step;
    private int _stallEnds = -1;

    public TailModel(int seed)
    {
        _random = new Random(seed);
        _globMatchesRotated = _random.Next(2) == 0;
        _pollOnly = _random.Next(4) == 0;
    }

    private string Log => _folder["app.log"];

    public async Task Run(int steps)
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(_globMatchesRotated ? _folder["app.log*"] : Log) with
        {
            PollOnly = _pollOnly,
            PollInterval = TimeSpan.FromMilliseconds(10),
        }, PatientTimings);
        _run = run;
        // What exists beside the log when following starts is none of its generations.
        await run.Observer.Told("Begun");
        _writer = new LogWriter(Log);
        for (_step = 0; _step < steps; _step++)
        {
            if (_step == _stallEnds)
            {
                GoOn(run);
            }

            await Step(run);
        }

        await Drained(run);
        Check(await run.Stop());
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _lateWriters.ForEach(writer => writer.Dispose());
        _folder.Dispose();
    }

    private async Task Step(TailRun run)
    {
        switch (_random.Next(24))
        {
            case < 9:
                Write(_random.Next(1, 60));
                break;
            case < 11:
                WriteHalf();
                break;
            case 11:
                RenameAtOnce();
                break;
            case 12:
                await RenameWithGap();
                break;
            case 13:
                ShiftGenerations();
                break;
            case 14:
                WriteLate();
                break;
            case 15:
                CopyAndTruncate();
                break;
            case 16:
                await TruncateWhenDrained(run);
                break;
            case 17:
                await ReplaceWhenDrained(run);
                break;
            case 18:
                await CopySlowlyAndTruncate();
                break;
            case 19:
                Stall(run);
                break;
            case 20:
                GoOn(run);
                break;
            case 21:
                await CompressWhenDrained(run);
                break;
            default:
                await Pause();
                break;
        }
    }

    private void Stall(TailRun run)
    {
        Note("stall");
        run.Waker.Stall();
        _stallEnds = _step + _random.Next(1, KeptGenerations - 2);
    }

    private void GoOn(TailRun run)
    {
        Note("go on");
        run.Waker.GoOn();
    }

    private async Task Drained(TailRun run)
    {
        FinishLine();
        run.Waker.GoOn();
        await run.Until(lines => lines.Count >= _nextId);
    }

    private void Write(int count)
    {
        Note($"write {count}");
        for (var i = 0; i < count; i++)
        {
            var line = NextLine();
            _writer!.Write(_unfinished.Length > 0 ? "\n" + line : line);
            _unfinished = "";
        }
    }

    private void WriteHalf()
    {
        Note("write half");
        FinishLine();
        _unfinished = NextLine().TrimEnd('\n');
        var middle = _random.Next(1, _unfinished.Length + 1);
        _writer!.Write(_unfinished[..middle]);
        _writer.Write(_unfinished[middle..]);
    }

    private void FinishLine()
    {
        if (_unfinished.Length > 0)
        {
            _writer!.Write("\n");
            _unfinished = "";
        }
    }

    private void RenameAtOnce()
    {
        var name = $"app.log.{100 + _nextGeneration++}";
        Note($"rename to {name}");
        File.Move(Log, _folder[name]);
        Reopen();
    }

    private async Task RenameWithGap()
    {
        var name = $"app.log-{20260100 + _nextGeneration++}";
        Note($"rename to {name}, gap");
        File.Move(Log, _folder[name]);
        Write(_random.Next(5));
        await Pause();
        Write(_random.Next(5));
        Reopen();
    }

    // As logrotate does it: .2 becomes .3, .1 becomes .2, the log becomes .1.
    private void ShiftGenerations()
    {
        Note("shift");
        for (var i = KeptGenerations - 1; i > 0; i--)
        {
            if (File.Exists(_folder[$"app.log.{i}"]))
            {
                File.Move(_folder[$"app.log.{i}"], _folder[$"app.log.{i + 1}"], overwrite: true);
            }
        }

        File.Move(Log, _folder["app.log.1"]);
        Reopen();
    }

    private void Reopen()
    {
        FinishLine();
        _lateWriters.Add(_writer!);
        _writer = new LogWriter(Log);
    }

    private void WriteLate()
    {
        if (_lateWriters.Count > 0)
        {
            Note("late line");
            _lateWriters[^1].Write(NextLine());
        }
    }

    private void CopyAndTruncate()
    {
        FinishLine();
        var name = $"app.log.{100 + _nextGeneration++}";
        Note($"copy to {name}, truncate");
        File.Copy(Log, _folder[name]);
        Truncate();
    }

    private async Task CopySlowlyAndTruncate()
    {
        FinishLine();
        var name = $"app.log.{100 + _nextGeneration++}";
        Note($"copy slowly to {name}, truncate");
        var bytes = File.ReadAllBytes(Log);
        using (var copy = new LogWriter(_folder[name]))
        {
            for (var i = 0; i < bytes.Length; i += 10_000)
            {
                copy.Write(Encoding.UTF8.GetString(bytes.AsSpan(i, Math.Min(10_000, bytes.Length - i))));
                await Task.Delay(_random.Next(8));
            }
        }

        Truncate();
    }

    private async Task CompressWhenDrained(TailRun run)
    {
        await Drained(run);
        var plain = Directory.EnumerateFiles(_folder.Path)
            .Where(name => name != Log && !name.EndsWith(".gz", StringComparison.Ordinal))
            .Order()
            .FirstOrDefault();
        if (plain is null)
        {
            return;
        }

        Note($"compress {Path.GetFileName(plain)}");
        Compress.Replace(plain);
    }

    private async Task TruncateWhenDrained(TailRun run)
    {
        Note("truncate when drained");
        await Drained(run);
        Truncate();
    }

    private async Task ReplaceWhenDrained(TailRun run)
    {
        Note("replace by a longer copy");
        await Drained(run);
        var copy = _folder[".app.tmp"];
        File.Copy(Log, copy, overwrite: true);
        File.AppendAllText(copy, NextLine());
        File.Move(copy, Log, overwrite: true);
        _writer!.Dispose();
        _writer = new LogWriter(Log);
    }

    private void Truncate()
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
    }

    private Task Pause()
    {
        Note("pause");
        return Task.Delay(_random.Next(1, 40));
    }

    private string NextLine()
    {
        var padding = new string('x', _random.Next(8) == 0 ? _random.Next(5000) : _random.Next(60));
        return $"{_nextId++} {padding};\n";
    }

    private void Note(string step) => _run!.Observer.Tell($"--- {step}, next line {_nextId}");

    private void Check(IReadOnlyList<string> lines)
    {
        var counts = new int[_nextId];
        var wrong = new List<string>();
        foreach (var line in lines)
        {
            if (LineShape().Match(line) is { Success: true } match)
            {
                counts[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)]++;
            }
            else
            {
                wrong.Add($"a piece: {line}");
            }
        }

        wrong.AddRange(counts.Index().Where(count => count.Item != 1).Select(count => $"{count.Index}: {count.Item}×"));
        Assert.True(wrong.Count == 0, Describe(wrong));
    }

    [GeneratedRegex(@"^app\.log[^|]*\|(\d+) x*;\z")]
    private static partial Regex LineShape();

    private string Describe(List<string> wrong) => new StringBuilder()
        .AppendLine(CultureInfo.InvariantCulture, $"{wrong.Count} of {_nextId} lines are wrong: {string.Join(", ", wrong.Take(10))}")
        .AppendJoin('\n', _run!.Observer.Events)
        .ToString();
}
