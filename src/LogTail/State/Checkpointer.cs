using System.Collections.Immutable;
using LogTail.Engine;
using LogTail.Metrics;
using LogTail.Tailing.Kafka;
using Serilog;

namespace LogTail.State;

/// <summary>
/// Writes metrics and offsets to disk as one (spec/follower.md §3.8). The cut is made between two batches and only copies; the rest happens
/// beside the lines. When writing fails the former checkpoint stays, lines go on, and it is tried again, less and less often.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly OpenedState _state;
    private readonly LinePump _pump;
    private readonly MetricStore _store;
    private readonly ProgramHost _programs;
    private readonly SavedMetrics _savedMetrics;
    private readonly SourcePositions _positions;
    private readonly StateMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly bool _keepsSnapshot;
    private readonly string _bootId = BootId.Read();

    // One checkpoint at a time.
    private readonly SemaphoreSlim _writing = new(1, 1);

    // Guarded by _writing, as the next three.
    private readonly StateWriter _writer = new();

    // What the checkpoint on disk is of.
    private long _writtenVersion = -1;
    private long _sequence;
    private bool _isFailing;

    private volatile MetricSnapshot? _durable;

    public Checkpointer(
        OpenedState state,
        LinePump pump,
        MetricStore store,
        ProgramHost programs,
        SavedMetrics savedMetrics,
        SourcePositions positions,
        StateMetrics metrics,
        bool keepsSnapshot,
        TimeProvider clock,
        ILogger log)
    {
        _state = state;
        _pump = pump;
        _store = store;
        _programs = programs;
        _savedMetrics = savedMetrics;
        _positions = positions;
        _metrics = metrics;
        _keepsSnapshot = keepsSnapshot;
        _clock = clock;
        _log = log;
        _sequence = state.Saved?.Sequence ?? 0;
        positions.MarkDurable(0);
        metrics.IsCurrent = () => IsCurrent;
    }

    /// <summary>Told which positions of Kafka are on disk, on any thread.</summary>
    public Action<IReadOnlyCollection<KafkaPosition>> KafkaPositionsKept { get; init; } = _ => { };

    /// <summary>The metrics that are on disk; null before the first checkpoint, and unless they were asked for. Lend views of it.</summary>
    public MetricSnapshot? Durable => _durable;

    /// <summary>The metrics changed in another way than by lines.</summary>
    public void MarkDirty() => _positions.MarkChanged();

    private bool IsCurrent => _positions.Version == Volatile.Read(ref _writtenVersion);

    /// <summary>Writes a checkpoint now.</summary>
    /// <returns>Whether it is on disk.</returns>
    public async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await CutAndWriteAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes a checkpoint a second after the first change that is not on disk, until told to stop. Sleeps while nothing changes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = Interval;
        while (true)
        {
            if (IsCurrent)
            {
                await _positions.WaitForChangeAsync(Volatile.Read(ref _writtenVersion)).WaitAsync(cancellationToken);
                _metrics.WasCurrent();
            }

            await Task.Delay(pause, _clock, cancellationToken);
            if (IsCurrent)
            {
                // Somebody else wrote one meanwhile.
                continue;
            }

            if (await WriteAsync(cancellationToken))
            {
                pause = Interval;
            }
            else
            {
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task<bool> CutAndWriteAsync(CancellationToken cancellationToken)
    {
        var cut = await _pump.BetweenBatchesAsync(Cut, cancellationToken);
        var isWritten = false;
        try
        {
            // Not on the thread that lines may need, and not given up half-way.
            isWritten = await Task.Run(() => TryWrite(cut), CancellationToken.None);
        }
        finally
        {
            if (!isWritten || !_keepsSnapshot)
            {
                cut.Metrics.Dispose();
            }
        }

        return isWritten;
    }

    // Between two batches: copies, and nothing else.
    private StateCut Cut()
    {
        var start = _clock.GetTimestamp();
        var positions = _positions.Take(out var version);
        var cut = new StateCut(
            _store.TakeSnapshot(includeHidden: true, includeWindows: true),
            positions,
            _positions.TakeKafka(),
            version,
            _positions.SeenAtNanos,
            _positions.ConsumedBatches,
            _programs.States,
            _savedMetrics.CarriedFor(_programs.States.Where(program => !program.Runs).Select(program => program.Name)),
            UnixTime.Nanoseconds(_clock.GetUtcNow()));
        _metrics.Pause.Set(_clock.GetElapsedTime(start).TotalSeconds);
        return cut;
    }

    private bool TryWrite(StateCut cut)
    {
        try
        {
            var programs = cut.Programs.Where(program => program.Runs).Select(program => SavedProgram.Of(program.Name, program.Text));
            var state = new SavedState(_sequence + 1, _bootId, cut.TakenAtNanos, [.. programs], cut.Carried, cut.Positions)
            {
                SeenAtNanos = cut.SeenAtNanos > 0 ? cut.SeenAtNanos : cut.TakenAtNanos,
                KafkaPositions = cut.KafkaPositions,
            };
            var bytes = StateFormat.Write(state, cut.Metrics, _writer);
            _state.Folder.Write(bytes.Span);
            Written(cut, bytes.Length);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or StateFolderTakenException)
        {
            _metrics.Failures.Increment();
            if (!_isFailing)
            {
                _isFailing = true;
                _log.Error("No checkpoint could be written to {Folder}: {Reason:l}. The former one stays; it is tried again", _state.Folder.Path, fault.Message.TrimEnd('.'));
            }

            return false;
        }
    }

    private void Written(StateCut cut, int length)
    {
        _sequence++;
        _positions.MarkDurable(cut.Batches);
        Volatile.Write(ref _writtenVersion, cut.Version);
        _durable = _keepsSnapshot ? cut.Metrics : null;
        _metrics.Checkpoints.Increment();
        _metrics.Bytes.Set(length);
        _metrics.WasCurrent();
        if (!cut.KafkaPositions.IsEmpty)
        {
            KafkaPositionsKept(cut.KafkaPositions);
        }

        if (_isFailing)
        {
            _isFailing = false;
            _log.Information("Checkpoints can be written to {Folder} again", _state.Folder.Path);
        }
    }

    private sealed record StateCut(
        MetricSnapshot Metrics,
        ImmutableArray<Tailing.SourcePosition> Positions,
        ImmutableArray<KafkaPosition> KafkaPositions,
        long Version,
        long SeenAtNanos,
        long Batches,
        ImmutableArray<ProgramState> Programs,
        ImmutableArray<SavedFamily> Carried,
        long TakenAtNanos);
}
