namespace LogTail.Tests.Tailing.Simulation;

/// <summary>One log, one process and some dozen steps of both. Time passes for the disk and for the process alike.</summary>
internal sealed class RandomRotation : IDisposable
{
    private const int LeastSteps = 4;
    private const int MoreSteps = 40;

    private readonly int _seed;
    private readonly Random _random;
    private readonly SimulatedDisk _disk;
    private readonly SimulatedWorld _world = new();
    private readonly SimulatedAdministrator _administrator;
    private readonly SimulatedProcess _process;
    private readonly List<string> _done = [];
    private bool _isRunning = true;

    public RandomRotation(int seed, string pattern, long[] paces, bool replaces, bool isLinked)
    {
        _seed = seed;
        _random = new Random(seed);
        _disk = new SimulatedDisk(paces[_random.Next(paces.Length)]);
        _administrator = new SimulatedAdministrator(_disk, _random, replaces, isLinked);
        _administrator.Begin();
        _process = new SimulatedProcess(_world, _disk, pattern);
    }

    /// <returns>What was wrong, after which steps; null for nothing.</returns>
    public string? Run()
    {
        for (var i = LeastSteps + (_seed % MoreSteps); i > 0; i--)
        {
            var now = _disk.Now;
            Step(_random.Next(20));
            _world.Time.Advance(TimeSpan.FromTicks((_disk.Now - now) / TimeSpan.NanosecondsPerTick));
        }

        _administrator.Finish();
        if (!_isRunning)
        {
            _process.Start();
        }

        return Verdict(_process.Settle());
    }

    public void Dispose() => _process.Dispose();

    private void Step(int choice)
    {
        switch (choice)
        {
            case 0 when _isRunning:
                _done.Add("CRASH");
                _process.Crash();
                _isRunning = false;
                break;
            case 1 when _isRunning:
                _done.Add("STOP");
                _process.Stop();
                _administrator.Looked();
                _administrator.Kept();
                _isRunning = false;
                break;
            case < 6 when !_isRunning:
                _done.Add("START");
                _process.Start();
                _administrator.Looked();
                _administrator.Kept();
                _isRunning = true;
                break;
            case 2 or 3 or 4 when _isRunning:
                _done.Add("LOOK");
                _process.Look();
                break;
            case 5 or 6 when _isRunning:
                _done.Add("SWEEP");
                _disk.Wait(SimulatedRun.SweepInterval);
                _process.Sweep();
                _administrator.Looked();
                break;
            case 7 when _isRunning:
                _done.Add("CHECKPOINT");
                _process.WriteCheckpoint();
                _administrator.Kept();
                break;
            case 8 when !_administrator.IsBusy:
                _done.Add("WAIT");
                _disk.Wait(TimeSpan.FromMilliseconds(Math.Pow(10, _random.NextDouble() * 4.5)));
                break;
            default:
                _done.Add(_administrator.Step());
                break;
        }
    }

    private string? Verdict(IReadOnlyList<string> lines)
    {
        var lost = _administrator.Lines.Except(lines).Select(NumberOf).ToArray();
        var doubled = lines.GroupBy(line => line).Where(group => group.Count() > 1).Select(group => NumberOf(group.Key)).ToArray();
        return lost.Length + doubled.Length == 0
            ? null
            : $"seed {_seed}: lost [{string.Join(", ", lost)}], doubled [{string.Join(", ", doubled)}] after {string.Join("; ", _done)}";
    }

    private static string NumberOf(string line) => line.Split(' ')[0];
}
