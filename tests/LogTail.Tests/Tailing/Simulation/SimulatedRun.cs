using LogTail.Tailing;
using LogTail.Tailing.Following;
using LogTail.Tailing.Waking;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>A follower on a simulated disk that looks when it is told to.</summary>
internal sealed class SimulatedRun : IDisposable
{
    public static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(100);

    private readonly SimulatedWorld _world;
    private readonly SimulatedWaker _waker;
    private readonly Follower _follower;
    private readonly List<WakeHint> _hints = [];
    private readonly List<string> _lines = [];

    public SimulatedRun(SimulatedWorld world, SimulatedDisk disk, string pattern, bool isDeaf, ResumeOptions? resume = null, int mostOpen = 0)
    {
        _world = world;
        world.Time.Disk = disk;
        _waker = new SimulatedWaker(disk, isDeaf);
        var options = new TailOptions
        {
            Patterns = [SimulatedDisk.PathOf(pattern)],
            StartAt = StartAt.Beginning,
            SweepInterval = SweepInterval,
            Resume = resume ?? ResumeOptions.None,
            MaxOpenFiles = mostOpen,
        };
        world.Observer.Restore(options.Resume);
        _follower = SteadyStart.Begin(
            observer => new Follower(options, new TailTimings(), disk, _waker, world.Time, observer, world.Reader), world.Observer, _waker, world.Time);
    }

    /// <summary>Lines in the order in which they came.</summary>
    public IReadOnlyList<string> Lines => _lines;

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

    /// <summary>The same while programs are slow: lines are taken when all has come for which there was room.</summary>
    public void LookWith(int freeBatches)
    {
        _waker.Wait(TimeSpan.Zero, _hints);
        _world.Hold(freeBatches);
        while (_follower.Turn(_hints) <= TimeSpan.Zero)
        {
        }

        _world.Release();
        Collect();
    }

    /// <summary>Files that wait for others to be read.</summary>
    public IEnumerable<string> Waiting => _follower.Waiting.Select(tail => tail.File.Path);

    /// <summary>Everything is looked at: what a sweep does.</summary>
    public void Sweep() => SweepAfter(TimeSpan.FromSeconds(6));

    /// <param name="time">At least the interval between two sweeps.</param>
    public void SweepAfter(TimeSpan time)
    {
        _world.Time.Advance(time);
        Look();
    }

    /// <summary>All that is there by now is read.</summary>
    public void Drain()
    {
        _follower.BeginDrain();
        while (!_follower.Drain())
        {
            Collect();
        }

        Collect();
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
            _world.Observer.Consumed(batch);
            foreach (var line in batch.Lines)
            {
                _lines.Add(batch.Text[line].ToString());
            }

            batch.Release();
        }
    }
}
