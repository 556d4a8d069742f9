using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LogTail.Tailing;
using LogTail.Tailing.Kafka;

namespace LogTail.State;

/// <summary>
/// Up to where each file was consumed. The pump tells of each batch in its turn, the follower, ahead of that, of what else changes; what the
/// follower says holds only once the batches before it are consumed, so that between two batches this is one moment of the world.
/// </summary>
public sealed class SourcePositions
{
    // Files that are closed are remembered, so that none is read twice; the longest closed ones go first.
    private const int LeastClosed = 1024;
    private const int ClosedPerOpen = 4;

    // All that was there at the start is announced at once.
    private const int MostKeptAnnouncements = 1024;

    private readonly Lock _gate = new();

    // All guarded by _gate.
    private readonly Dictionary<FileIdentity, SourcePosition> _positions = [];
    private readonly Dictionary<string, FileIdentity> _current = new(StringComparer.Ordinal);
    private readonly Queue<FileIdentity> _closed = new();
    private readonly Queue<Announcement> _announced = new();
    private readonly Dictionary<(string Topic, int Partition), KafkaPosition> _kafka = [];
    private readonly Queue<(long After, long Nanos)> _seenLater = new();
    private long _seen;
    private bool _awaitsKafka;
    private long _consumed;
    private long _version;

    // Whom the next change wakes; null while nobody sleeps.
    private TaskCompletionSource? _awaited;
    private long _caughtUpAfter = long.MaxValue;

    // The last batch that a checkpoint on disk covers. Written by the checkpointer, read by the following thread.
    private long _durable = long.MaxValue;

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the follower has found what is there and told where reading begins.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Done when everything that was there at the start is consumed.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Rises with each change.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _version;
            }
        }
    }

    /// <summary>Something that belongs to a checkpoint changed that positions do not show.</summary>
    public void MarkChanged()
    {
        lock (_gate)
        {
            Change();
        }
    }

    /// <summary>Waits for the first change after a version; done at once when there was one.</summary>
    /// <param name="version">A <see cref="Version"/>, or -1 for before all of them.</param>
    public Task WaitForChangeAsync(long version)
    {
        lock (_gate)
        {
            if (_version != version)
            {
                return Task.CompletedTask;
            }

            _awaited ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _awaited.Task;
        }
    }

    /// <summary>What an earlier run left.</summary>
    /// <param name="positions">Where its files stood.</param>
    /// <param name="seenAtNanos">As <see cref="SeenAtNanos"/>.</param>
    public void Restore(IEnumerable<SourcePosition> positions, long seenAtNanos)
    {
        lock (_gate)
        {
            _seen = seenAtNanos;
            foreach (var position in positions)
            {
                Set(position);
            }
        }
    }

    /// <summary>What an earlier run left of Kafka, if that is read again: it must be caught up with too.</summary>
    public void RestoreKafka(IEnumerable<KafkaPosition> positions)
    {
        lock (_gate)
        {
            foreach (var position in positions)
            {
                _kafka[(position.Topic, position.Partition)] = position;
            }

            _awaitsKafka = true;
        }
    }

    /// <summary>The lines of a batch were run.</summary>
    public void Consumed(LineBatch batch)
    {
        foreach (var inKafka in batch.KafkaPositions)
        {
            SetKafka(inKafka);
        }

        if (batch.Sequence == 0)
        {
            return;
        }

        var position = batch.PositionAfter();
        lock (_gate)
        {
            Apply(batch.Sequence - 1);
            Set(position);
            _consumed = batch.Sequence;
            Change();
            CheckCaughtUp();
        }
    }

    /// <summary>A partition stands at a place now.</summary>
    public void SetKafka(KafkaPosition position)
    {
        lock (_gate)
        {
            _kafka[(position.Topic, position.Partition)] = position;
            Change();
        }
    }

    /// <summary>What was in Kafka at the start is consumed.</summary>
    public void CatchUpWithKafka()
    {
        lock (_gate)
        {
            _awaitsKafka = false;
            CheckCaughtUp();
        }
    }

    /// <summary>The positions in Kafka that hold now; in the same moment between two batches as <see cref="Take"/>.</summary>
    public ImmutableArray<KafkaPosition> TakeKafka()
    {
        lock (_gate)
        {
            return [.. _kafka.Values];
        }
    }

    /// <summary>A file stands at a place once a batch is consumed.</summary>
    public void Announce(SourcePosition position, long after) => Announce(new Announcement(after, position.Identity, position));

    /// <summary>A file is of no interest any more once a batch is consumed.</summary>
    public void Forget(FileIdentity identity, long after) => Announce(new Announcement(after, identity, Position: null));

    /// <summary>Once a batch is consumed, what happened before a moment is part of the positions. When that is earlier than what was said before, it holds at once.</summary>
    /// <param name="nanos">Nanoseconds since 1970.</param>
    /// <param name="after">The number of the batch.</param>
    public void SawUntil(long nanos, long after)
    {
        lock (_gate)
        {
            if (nanos < _seen || (_seenLater.Count > 0 && nanos < _seenLater.Last().Nanos))
            {
                _seenLater.Clear();
                _seen = Math.Min(_seen, nanos);
            }

            _seenLater.Enqueue((after, nanos));
            ApplySeen(_consumed);
        }
    }

    /// <summary>The follower has told where reading begins in everything that is there.</summary>
    public void Begin() => _begun.TrySetResult();

    /// <summary>The batch with which everything that was there at the start has been read.</summary>
    public void CatchUp(long after)
    {
        lock (_gate)
        {
            _caughtUpAfter = after;
            CheckCaughtUp();
        }
    }

    /// <summary>Batches that were consumed so far. Between two batches it belongs to <see cref="Take"/>.</summary>
    public long ConsumedBatches
    {
        get
        {
            lock (_gate)
            {
                return _consumed;
            }
        }
    }

    /// <summary>Whether a batch is part of a checkpoint on disk; always, where none are written.</summary>
    public bool IsDurable(long batch) => batch <= Volatile.Read(ref _durable);

    /// <summary>Everything up to a batch is on disk.</summary>
    public void MarkDurable(long batch) => Volatile.Write(ref _durable, batch);

    /// <summary>The positions that hold now. Between two batches it is what the metrics are made of.</summary>
    /// <param name="version">The <see cref="Version"/> that this is.</param>
    public ImmutableArray<SourcePosition> Take(out long version)
    {
        lock (_gate)
        {
            Apply(_consumed);
            version = _version;
            return [.. _positions.Values];
        }
    }

    /// <summary>
    /// What happened to the files and beside them until then, nanoseconds since 1970, is part of <see cref="Take"/>; 0 when no files are followed.
    /// </summary>
    public long SeenAtNanos
    {
        get
        {
            lock (_gate)
            {
                ApplySeen(_consumed);
                return _seen;
            }
        }
    }

    /// <summary>
    /// Bytes that are in files and not yet consumed, as far as their present paths tell. Asks for the length of every file, which takes a while
    /// for ten thousand.
    /// </summary>
    public long MeasureLag()
    {
        SourcePosition[] current;
        lock (_gate)
        {
            current = [.. _current.Values.Select(identity => _positions.GetValueOrDefault(identity)).OfType<SourcePosition>()];
        }

        return current.Where(position => !position.IsClosed).Sum(LagOf);
    }

    /// <summary>Bytes that a file has after a position; 0 where that cannot be told.</summary>
    internal static long LagOf(SourcePosition position)
    {
        try
        {
            return Math.Max(0, new FileInfo(position.Source).Length - position.Offset);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private void Announce(Announcement announcement)
    {
        lock (_gate)
        {
            _announced.Enqueue(announcement);
            Change();
        }
    }

    // Under _gate.
    private void Change()
    {
        _version++;
        _awaited?.SetResult();
        _awaited = null;
    }

    private void Apply(long consumed)
    {
        while (_announced.TryPeek(out var next) && next.After <= consumed)
        {
            _announced.Dequeue();
            if (next.Position is { } position)
            {
                Set(position);
            }
            else
            {
                _positions.Remove(next.Identity);
            }
        }

        if (_announced.Count == 0 && _announced.Capacity > MostKeptAnnouncements)
        {
            _announced.TrimExcess();
        }

        ApplySeen(consumed);
    }

    private void ApplySeen(long consumed)
    {
        while (_seenLater.TryPeek(out var next) && next.After <= consumed)
        {
            _seenLater.Dequeue();
            _seen = next.Nanos;
        }
    }

    private void Set(SourcePosition position)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_positions, position.Identity, out _);
        var former = known;
        known = position;
        if (former is { IsClosed: false } && !position.IsClosed && ReferenceEquals(former.Source, position.Source))
        {
            // It went on, as nearly always.
            return;
        }

        if (!position.IsClosed)
        {
            _current[position.Source] = position.Identity;
            return;
        }

        _closed.Enqueue(position.Identity);
        while (_closed.Count > Math.Max(LeastClosed, (_positions.Count - _closed.Count) * ClosedPerOpen))
        {
            ForgetClosed(_closed.Dequeue());
        }
    }

    // It may have been opened again since.
    private void ForgetClosed(FileIdentity identity)
    {
        if (_positions.TryGetValue(identity, out var position) && position.IsClosed)
        {
            _positions.Remove(identity);
            if (_current.TryGetValue(position.Source, out var current) && current == identity)
            {
                _current.Remove(position.Source);
            }
        }
    }

    private void CheckCaughtUp()
    {
        if (_consumed >= _caughtUpAfter && !_awaitsKafka)
        {
            _caughtUp.TrySetResult();
        }
    }

    private readonly record struct Announcement(long After, FileIdentity Identity, SourcePosition? Position);
}
