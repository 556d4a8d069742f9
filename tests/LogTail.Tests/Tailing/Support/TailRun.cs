using System.Collections.Immutable;
using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using LogTail.Tailing.Following;
using LogTail.Tailing.Waking;

namespace LogTail.Tests.Tailing.Support;

/// <summary>A running tailer on the real file system, whose lines are collected as <c>file-name|line</c>.</summary>
internal sealed class TailRun : IAsyncDisposable
{
    /// <summary>Nothing here takes as long; a test that waits so long has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LineTailer _tailer;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<IReadOnlyList<string>, bool> Condition, TaskCompletionSource Source)> _waiting = [];
    private readonly Task _pump;

    // Until this is done no batch is taken.
    private volatile TaskCompletionSource _mayTake = Done();

    private TailRun(TailOptions options, TailTimings timings, IFileSystem files, IWaker waker, TimeProvider clock)
    {
        Waker = new StallingWaker(waker);
        _tailer = new LineTailer(options, timings, Observer, clock, files, Waker);
        _tailer.Start();
        _pump = PumpAsync();
    }

    public RecordingObserver Observer { get; } = new();

    public StallingWaker Waker { get; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Rotated files are closed soon, so that tests are quick; but not before a test on a busy machine has written its late lines.</summary>
    public static TailTimings QuickTimings { get; } = new()
    {
        RetireInterval = TimeSpan.FromMilliseconds(50),
        RotatedQuiet = TimeSpan.FromSeconds(3),
        RotatedAloneQuiet = TimeSpan.FromSeconds(3),
        DeletedQuiet = TimeSpan.FromMilliseconds(500),
    };

    public static TailRun Start(
        TailOptions options, TailTimings? timings = null, IFileSystem? files = null, IWaker? waker = null, TimeProvider? clock = null) => new(
        options,
        timings ?? QuickTimings,
        files ?? new LinuxFileSystem(),
        waker ?? (options.PollOnly || options.OneShot ? new PollingWaker("events are not wanted") : InotifyWaker.Open(TimeProvider.System)),
        clock ?? TimeProvider.System);

    /// <summary>Follows from the beginning, and returns once the files that exist are open.</summary>
    public static TailRun Follow(params string[] patterns) => Start(FromBeginning(patterns));

    public static TailOptions FromBeginning(params string[] patterns) => new()
    {
        Patterns = [.. patterns],
        StartAt = StartAt.Beginning,
        SweepInterval = TimeSpan.FromMilliseconds(250),
    };

    /// <summary>All lines of a run that reads once and ends.</summary>
    public static async Task<IReadOnlyList<string>> ReadOnce(params string[] patterns)
    {
        await using var run = Start(new TailOptions { Patterns = [.. patterns], OneShot = true });
        await run._pump.WaitAsync(Patience);
        return run.Lines;
    }

    /// <summary>As a program that takes very long for a line: at most one more batch is taken.</summary>
    public void HoldBatches() => _mayTake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetBatchesGo() => _mayTake.TrySetResult();

    /// <summary>Waits until so many lines have come.</summary>
    public Task<IReadOnlyList<string>> Count(int count) => Until(lines => lines.Count >= count);

    public async Task<IReadOnlyList<string>> Until(Func<IReadOnlyList<string>, bool> condition)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (condition(_lines))
            {
                return [.. _lines];
            }

            _waiting.Add((condition, source));
        }

        try
        {
            // When following itself fails, that is what the test shows.
            await await Task.WhenAny(source.Task.WaitAsync(Patience), _pump);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Have {Lines.Count} lines, told:\n{string.Join('\n', Observer.Events.TakeLast(40))}");
        }

        return Lines;
    }

    /// <summary>Reads what is there to the end.</summary>
    public async Task<IReadOnlyList<string>> Stop()
    {
        await _tailer.StopAsync(CancellationToken.None).WaitAsync(Patience);
        await _pump.WaitAsync(Patience);
        return Lines;
    }

    public async ValueTask DisposeAsync()
    {
        Waker.GoOn();
        LetBatchesGo();
        await _tailer.DisposeAsync();
        await _pump.WaitAsync(Patience);
    }

    private static TaskCompletionSource Done()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private async Task PumpAsync()
    {
        await foreach (var batch in _tailer.Batches.ReadAllAsync())
        {
            await _mayTake.Task;
            lock (_lock)
            {
                Observer.Tell($"Batch #{batch.Identity.Number} of {batch.Lines.Length} to {batch.EndOffset}: {batch.Text[batch.Lines[0]].Slice(0, Math.Min(5, batch.Text[batch.Lines[0]].Length))}");
                var name = Path.GetFileName(batch.SourceName);
                foreach (var line in batch.Lines)
                {
                    _lines.Add($"{name}|{batch.Text[line]}");
                }

                foreach (var waiting in _waiting.ToImmutableArray())
                {
                    if (waiting.Condition(_lines))
                    {
                        waiting.Source.TrySetResult();
                        _waiting.Remove(waiting);
                    }
                }
            }

            batch.Release();
        }
    }
}
