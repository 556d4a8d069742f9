namespace LogTail.Tests.Tailing.Simulation;

/// <summary>A disk and a process, moved step by step by a test. Time passes for both alike.</summary>
/// <param name="pattern">What the process follows.</param>
/// <param name="pace">How long a change to the disk takes.</param>
/// <param name="mostOpen">Files that may be open at the same time; 0 for many.</param>
internal sealed class RotationScene(string pattern, TimeSpan pace, int mostOpen = 0) : IDisposable
{
    private readonly SimulatedWorld _world = new();
    private SimulatedProcess? _process;
    private long _passed;

    public SimulatedDisk Disk { get; } = new(pace.Ticks * TimeSpan.NanosecondsPerTick);

    public void Write(string name, string line) => Disk.Append(Disk.Create(name), line + "\n");

    public void Truncate(string name) => Disk.Truncate(Disk.Create(name));

    /// <summary>Begins, or begins anew with what is in the last checkpoint.</summary>
    public void Start()
    {
        Pass();
        if (_process is null)
        {
            _process = new SimulatedProcess(_world, Disk, pattern, mostOpen);
        }
        else
        {
            _process.Start();
        }
    }

    /// <summary>Begins anew; nothing is read yet.</summary>
    public void Begin() => Process.Begin();

    public void Look() => Process.Look();

    public void LookWith(int freeBatches) => Process.LookWith(freeBatches);

    public void Sweep()
    {
        Disk.Wait(SimulatedRun.SweepInterval);
        Process.Sweep();
        _passed = Disk.Now;
    }

    public void Stop() => Process.Stop();

    public void Crash() => Process.Crash();

    /// <summary>Files that wait for others to be read.</summary>
    public IEnumerable<string> Waiting => Process.Waiting;

    /// <summary>All lines that were counted when nothing waits any more.</summary>
    public IReadOnlyList<string> Settle() => Process.Settle();

    public void Dispose() => _process?.Dispose();

    private SimulatedProcess Process
    {
        get
        {
            Pass();
            return _process!;
        }
    }

    private void Pass()
    {
        _world.Time.Advance(TimeSpan.FromTicks((Disk.Now - _passed) / TimeSpan.NanosecondsPerTick));
        _passed = Disk.Now;
    }
}
