using LogTail.Tailing;
using LogTail.Tailing.Following;
using LogTail.Tailing.Waking;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>A follower on a simulated disk that looks when it is told to.</summary>
internal sealed class SimulatedRun : IDisposable
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedWaker _waker;
    private readonly Follower _follower;
    private readonly List<WakeHint> _hints = [];
    private readonly List<string> _lines = [];

    public SimulatedRun(SimulatedWorld world, SimulatedDisk disk, string pattern, bool isDeaf)
    {
        _world = world;
        _waker = new SimulatedWaker(disk, isDeaf);
        var options = new TailOptions { Patterns = [SimulatedDisk.PathOf(pattern)], StartAt = StartAt.Beginning };
        _follower = new Follower(options, new TailTimings(), disk, _waker, world.Time, world.Observer, world.Reader);
        _follower.Begin();
        Look();
    }

    /// <summary>Hints are handled and what is ready is read; no time passes.</summary>
    public void Look()
    {
        _waker.Wait(TimeSpan.Zero, _hints);
        do
        {
            var wait = _follower.Turn(_hints);
            Collect();
            if (wait > TimeSpan.Zero)
            {
                break;
            }
        }
        while (true);
    }

    /// <summary>Everything is looked at: what a sweep does.</summary>
    public void Sweep()
    {
        _world.Time.Advance(TimeSpan.FromSeconds(6));
        Look();
    }

    /// <summary>All lines, when so much time has passed that nothing waits any more.</summary>
    public IReadOnlyList<string> Settle()
    {
        for (var i = 0; i < 15; i++)
        {
            Sweep();
        }

        return _lines;
    }

    public void Dispose() => _waker.Dispose();

    private void Collect()
    {
        while (_world.Batches.Reader.TryRead(out var batch))
        {
            foreach (var line in batch.Lines)
            {
                _lines.Add(batch.Text[line].ToString());
            }

            batch.Release();
        }
    }
}
