using System.Collections.Immutable;
using LogTail.Tailing;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>Keeps where files stand, as the process does for its checkpoints: what is told of them holds once the batches before it are consumed.</summary>
internal sealed class SimulatedPositions : ITailObserver
{
    private readonly Dictionary<FileIdentity, SourcePosition> _positions = [];
    private readonly Queue<(long After, FileIdentity Identity, SourcePosition? Position)> _told = new();

    public void Stands(SourcePosition position, long after) => _told.Enqueue((after, position.Identity, position));

    public void Gone(FileIdentity identity, long after) => _told.Enqueue((after, identity, null));

    /// <summary>All batches are consumed whenever this is asked for.</summary>
    public long SeenAtNanos { get; private set; }

    public void SawUntil(long nanos, long after) => SeenAtNanos = nanos;

    public void Consumed(LineBatch batch)
    {
        Apply(batch.Sequence - 1);
        var position = batch.PositionAfter();
        _positions[position.Identity] = position;
    }

    /// <summary>All batches are consumed.</summary>
    public ImmutableArray<SourcePosition> Take()
    {
        Apply(long.MaxValue);
        return [.. _positions.Values];
    }

    /// <summary>A process begins with what an earlier one left.</summary>
    public void Restore(ResumeOptions earlier)
    {
        SeenAtNanos = earlier.SeenAtNanos;
        _told.Clear();
        _positions.Clear();
        foreach (var position in earlier.Positions)
        {
            _positions[position.Identity] = position;
        }
    }

    private void Apply(long consumed)
    {
        while (_told.TryPeek(out var next) && next.After <= consumed)
        {
            _told.Dequeue();
            if (next.Position is { } position)
            {
                _positions[next.Identity] = position;
            }
            else
            {
                _positions.Remove(next.Identity);
            }
        }
    }
}
