using System.Collections.Immutable;
using LogTail.Tailing;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>A follower that writes checkpoints when it looks at everything, and that crashes and begins anew from the last one.</summary>
internal sealed class SimulatedProcess : IDisposable
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedDisk _disk;
    private readonly string _pattern;
    private readonly int _mostOpen;
    private SimulatedRun _run;
    private (ImmutableArray<string> Lines, ResumeOptions Resume) _checkpoint;

    public SimulatedProcess(SimulatedWorld world, SimulatedDisk disk, string pattern, int mostOpen = 0)
    {
        _mostOpen = mostOpen;
        _world = world;
        _disk = disk;
        _pattern = pattern;
        _run = new SimulatedRun(world, disk, pattern, isDeaf: false, mostOpen: mostOpen);

        // Before the first line.
        WriteCheckpoint();
        _run.Look();
    }

    /// <summary>Lines that a checkpoint has.</summary>
    public IReadOnlyList<string> DurableLines => _checkpoint.Lines;

    private List<string> Before { get; set; } = [];

    public void Look() => _run.Look();

    public void LookWith(int freeBatches) => _run.LookWith(freeBatches);

    /// <summary>Files that wait for others to be read.</summary>
    public IEnumerable<string> Waiting => _run.Waiting;

    public void SweepAndWrite()
    {
        // So soon that a copy is truncated before it counts as a file of its own.
        Sweep();
        WriteCheckpoint();
    }

    /// <summary>What was counted since the last checkpoint is forgotten; the files are as they are.</summary>
    public void CrashAndStart()
    {
        Crash();
        Start();
    }

    public void Crash() => _run.Dispose();

    /// <summary>Ends in order: all that is there is read, and is part of the last checkpoint.</summary>
    public void Stop()
    {
        _run.Drain();
        WriteCheckpoint();
        _run.Dispose();
    }

    public void Start()
    {
        Begin();
        _run.Look();
    }

    /// <summary>Everything is found and a checkpoint says so; nothing is read yet.</summary>
    public void Begin()
    {
        Before = [.. _checkpoint.Lines];
        _run = new SimulatedRun(_world, _disk, _pattern, isDeaf: false, _checkpoint.Resume, _mostOpen);
        WriteCheckpoint();
    }

    /// <summary>Everything is looked at; what was counted is in no checkpoint yet.</summary>
    public void Sweep() => _run.SweepAfter(SimulatedRun.SweepInterval);

    /// <summary>All lines, counted by all runs, when nothing waits any more.</summary>
    public IReadOnlyList<string> Settle()
    {
        _run.Settle();
        return [.. Before, .. _run.Lines];
    }

    public void Dispose() => _run.Dispose();

    /// <summary>As it stands; nobody looks before.</summary>
    public void WriteCheckpoint() =>
        _checkpoint = ([.. Before, .. _run.Lines], new ResumeOptions(_world.Observer.Take(), _world.Observer.SeenAtNanos, IsSameBoot: true));
}
