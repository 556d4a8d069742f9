using System.Threading.Channels;
using LogTail.Tailing;
using LogTail.Tailing.Following;
using LogTail.Tailing.Lines;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>What runs have in common: large buffers, and a clock.</summary>
internal sealed class SimulatedWorld
{
    private readonly BatchPool _pool = new();
    private readonly List<LineBatch> _held = [];

    public SimulatedWorld() => Reader = new TailReader(_pool, Batches.Writer, Time, Observer);

    public SimulatedTime Time { get; } = new();

    /// <summary>Where files stand, as the present run tells.</summary>
    public SimulatedPositions Observer { get; } = new();

    public Channel<LineBatch> Batches { get; } = Channel.CreateBounded<LineBatch>(BatchPool.Capacity);

    public TailReader Reader { get; }

    /// <summary>Programs are slow: so many batches are free, of those for large blocks, and none else.</summary>
    public void Hold(int free)
    {
        Release();
        while (_pool.TryRent(out var batch))
        {
            _held.Add(_pool.Exchange(batch, 1));
        }

        foreach (var batch in _held.TakeLast(free).ToArray())
        {
            _held.Remove(batch);
            _pool.Return(batch);
        }
    }

    public void Release()
    {
        _held.ForEach(_pool.Return);
        _held.Clear();
    }
}
