using System.Diagnostics;
using System.Globalization;

namespace LogTail.Torture;

/// <summary>One run: a log is written, rotated and worse while the daemon is killed and started, and in the end each line is counted.</summary>
internal sealed class TortureRun : IDisposable
{
    private const string Program =
        """
        counter ids by id
        counter odd
        /^id=(?P<id>\d+) x*;$/ {
          ids[$id]++
        } else {
          odd++
        }

        """;

    private readonly int _seed;
    private readonly TortureOptions _options;
    private readonly Random _random;
    private readonly string _folder;
    private readonly Layout _layout;
    private readonly LineAccounts _lines = new();
    private readonly TorturedLog _log;
    private readonly TorturedDaemon _daemon;
    private readonly List<string> _notes = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _wrong = [];
    private readonly bool _isKept;
    private int _kills;
    private int _starts;
    private long _lostBytes;
    private long _lostFiles;

    public TortureRun(int seed, TortureOptions options)
    {
        _seed = seed;
        _options = options;
        _isKept = options.Keeps;
        _random = new Random(seed);
        _folder = Directory.CreateTempSubdirectory($"torture-{seed}-").FullName;
        File.WriteAllText(Path.Combine(_folder, "ids.mtail"), Program);
        var layout = (Layout)_random.Next(3);
        _layout = options.Layout ?? layout;
        Note($"layout {_layout}");
        _log = new TorturedLog(_folder, _layout, _random, _lines, Note);
        _daemon = new TorturedDaemon(options.Executable, _folder, _log.Pattern);
    }

    /// <summary>What all runs do only once.</summary>
    public static async Task PrepareAsync(TortureOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("torture-program-").FullName;
        var program = Path.Combine(folder, "ids.mtail");
        await File.WriteAllTextAsync(program, Program);
        await TorturedDaemon.CompileAsync(options.Executable, program);
        Directory.Delete(folder, recursive: true);
    }

    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        Start();
        await Sync(scrape => true);
        for (var step = 0; step < _options.Steps && _wrong.Count == 0; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Step();
        }

        var scrape = _wrong.Count == 0 ? await Settle() : null;
        if (scrape is not null)
        {
            _wrong.AddRange(_lines.Wrong(scrape));
            CompareLosses();
        }

        return Report(scrape);
    }

    public void Dispose()
    {
        _daemon.Dispose();
        _log.Dispose();
        if (_wrong.Count == 0 || !_isKept)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task Step()
    {
        switch (_random.Next(42))
        {
            case < 10:
                _log.Write(_random.Next(1, 60));
                break;
            case < 12:
                _log.WriteHalf();
                break;
            case 12:
                _log.WriteLate();
                break;
            case 13 or 14:
                _log.RenameByNumber(Gap(), _daemon.IsRunning);
                break;
            case 15 or 16:
                _log.RenameByDate(Gap(), _daemon.IsRunning);
                break;
            case 17 or 18:
                _log.CopyAndTruncate(_random.Next(4) == 0 ? _random.Next(1, 5) : 0, isSlow: _random.Next(3) == 0);
                break;
            case 19 when await MayDestroy():
                _log.TruncateWithoutCopy();
                break;
            case 20:
                _log.Replace();
                break;
            case 21 when await MayDestroy():
                _log.DeleteCurrent();
                break;
            case 22 when await MayDestroy():
                _log.DeleteFormer();
                break;
            case 23 or 24:
                await SyncIfRunning();
                _log.Compress();
                break;
            case 25 or 26 when _layout == Layout.Link:
                await SyncDurably();
                _log.Switch();
                break;
            case 27 or 28:
                Kill();
                break;
            case 29:
                Terminate();
                break;
            case 30 or 31:
                Start();
                break;
            case 32:
                HaltOrGoOn();
                break;
            case 33:
                Reload();
                break;
            case 34 or 35:
                _log.CompressUnread();
                break;
            case 36 or 37:
                _log.BeginCompressing();
                break;
            case 38:
                _log.FinishCompressing();
                break;
            default:
                await Task.Delay(_random.Next(1, 120));
                break;
        }
    }

    private int Gap() => _random.Next(3) == 0 ? _random.Next(1, 60) : 0;

    private void Start()
    {
        if (!_daemon.IsRunning)
        {
            Note("start");
            _starts++;
            _daemon.Start();
        }
    }

    private void Kill()
    {
        if (_daemon.IsRunning)
        {
            Note("kill -9");
            _kills++;
            _daemon.Kill();
            _lines.Crashed();
        }
    }

    private void Terminate()
    {
        // Only a daemon that was ready has drained when it ends.
        if (_daemon.IsRunning)
        {
            Note("terminate");
            _daemon.Terminate();
            _lines.Crashed();
        }
    }

    private void HaltOrGoOn()
    {
        if (_daemon.IsHalted)
        {
            Note("go on");
            _daemon.GoOn();
        }
        else if (_daemon.IsRunning)
        {
            Note("halt");
            _daemon.Halt();
        }
    }

    private void Reload()
    {
        // Before it is ready the signal has its usual effect.
        if (_daemon.IsReady)
        {
            Note("reload");
            _daemon.Reload();
        }
    }

    // Mostly what is destroyed was counted before; else there would be little left that must be exact.
    private async Task<bool> MayDestroy()
    {
        if (_random.Next(5) == 0)
        {
            return true;
        }

        await SyncDurably();
        return _daemon.IsRunning;
    }

    private Task SyncIfRunning() => _daemon.IsRunning ? Sync(_lines.IsComplete) : Task.CompletedTask;

    private async Task<Scrape?> Sync(Func<Scrape, bool> condition)
    {
        Note("sync");
        _log.FinishAll();
        var scrape = await _daemon.ScrapeUntilAsync(condition);
        if (scrape is null)
        {
            _wrong.Add("the daemon does not answer, or is gone");
            return null;
        }

        if (!condition(scrape))
        {
            _wrong.AddRange(_lines.Wrong(scrape).Take(5).Select(wrong => "while it ran: " + wrong));
        }

        _wrong.AddRange(_lines.Served(scrape).Take(5).Select(line => $"line {line} was served before and is not any more"));
        _lostBytes = Math.Max(_lostBytes, scrape.LostBytes);
        _lostFiles = Math.Max(_lostFiles, scrape.LostFiles);
        return scrape;
    }

    // Until all that is counted is known to be on disk. One checkpoint may have been cut before it was counted and be written only now; the second
    // was cut after the first was written. A checkpoint without age has all there is.
    private async Task SyncDurably()
    {
        if (!_daemon.IsRunning || await Sync(_lines.IsComplete) is not { } counted)
        {
            return;
        }

        var ticks = 0;
        var last = counted;
        await _daemon.ScrapeUntilAsync(scrape =>
        {
            ticks += scrape.CheckpointAge < last.CheckpointAge ? 1 : 0;
            last = scrape;
            return ticks >= 2 || scrape.CheckpointAge == 0;
        });
        _lines.Durable(counted);
        Note("all on disk");
    }

    // In the end the state must say the same as the memory: it is killed once more.
    private async Task<Scrape?> Settle()
    {
        _log.FinishAll();
        _log.FinishCompressing();
        Start();
        await Sync(_lines.IsComplete);
        await SyncDurably();
        Kill();
        Start();
        return await Sync(_lines.IsComplete);
    }

    // Nothing may be told as lost when nothing was, nor more than was.
    private void CompareLosses()
    {
        var atRisk = _lines.BytesOf(_lines.Excused);
        if (_lostBytes > atRisk)
        {
            _wrong.Add($"logtail_lost_bytes_total says {_lostBytes}, but at most {atRisk} can be");
        }

        if (_lostFiles > _lines.FilesAtRisk)
        {
            _wrong.Add($"logtail_lost_files_total says {_lostFiles}, but at most {_lines.FilesAtRisk} can be");
        }
    }

    private RunResult Report(Scrape? scrape)
    {
        var missing = scrape is null ? [] : _lines.Excused.Where(line => !scrape.Counts.ContainsKey(line)).ToArray();
        var result = new RunResult(_seed, _layout, _lines.Count, missing.Length, _lostBytes > 0 || _lostFiles > 0, _kills, _starts, _clock.Elapsed, [.. _wrong]);
        Console.WriteLine(result.ToString(CultureInfo.InvariantCulture));
        if (_wrong.Count > 0)
        {
            File.WriteAllLines(Path.Combine(_folder, "notes.txt"), _notes);
            Console.WriteLine(string.Join('\n', _wrong.Take(8)) + (_isKept ? $"\nnotes and messages are kept in {_folder}" : ""));
        }

        return result;
    }

    private void Note(string text) => _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds,8:0.000} {text}; next line {_lines.Count}"));
}
