using System.Threading.Channels;
using LogTail.Tailing;
using LogTail.Tailing.Following;
using LogTail.Tailing.Lines;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>What runs have in common: large buffers, and a clock.</summary>
internal sealed class SimulatedWorld
{
    public SimulatedWorld() => Reader = new TailReader(new BatchPool(), Batches.Writer, Time, Observer);

    public SimulatedTime Time { get; } = new();

    /// <summary>Where files stand, as the present run tells.</summary>
    public SimulatedPositions Observer { get; } = new();

    public Channel<LineBatch> Batches { get; } = Channel.CreateBounded<LineBatch>(BatchPool.Capacity);

    public TailReader Reader { get; }
}
