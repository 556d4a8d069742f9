namespace LogTail.Tests.Tailing.Simulation;

/// <summary>One log, one process and some dozen steps of both. Time passes for the disk and for the process alike.</summary>
internal sealed class RandomRotation : IDisposable
{
    private const int LeastSteps = 4;
    private const int MoreSteps = 40;

    private readonly RotationChoices _choices;
    private readonly RotationSetting _setting;
    private readonly SimulatedDisk _disk;
    private readonly SimulatedWorld _world = new();
    private readonly SimulatedAdministrator _administrator;
    private readonly SimulatedProcess _process;
    private readonly List<string> _done = [];
    private bool _isRunning = true;

    private RandomRotation(RotationChoices choices, RotationSetting setting)
    {
        _choices = choices;
        _setting = setting;
        _disk = new SimulatedDisk(setting.Paces[choices.Next(setting.Paces.Count)]);
        _administrator = new SimulatedAdministrator(_disk, choices, setting);
        _administrator.Begin();
        _process = new SimulatedProcess(_world, _disk, setting.Pattern, setting.MostOpen);
        _administrator.AreDurable = lines => lines.All(_process.DurableLines.Contains);
    }

    /// <returns>What was wrong, and the fewest steps after which it is; null for nothing.</returns>
    public static string? FaultOf(int seed, RotationSetting setting)
    {
        var choices = RotationChoices.Of(seed);
        return Run(choices, LeastSteps + (seed % MoreSteps), setting) is null
            ? null
            : $"seed {seed}: {Run(RotationChoices.Again(Shrink(choices.Steps, setting)), setting)}";
    }

    /// <summary>What remains fails, and does not without any one of its steps.</summary>
    private static IReadOnlyList<IReadOnlyList<double>> Shrink(IReadOnlyList<IReadOnlyList<double>> steps, RotationSetting setting)
    {
        for (var count = steps.Count / 2; count > 0;)
        {
            var fewer = Enumerable.Range(1, Math.Max(0, steps.Count - count))
                .Select(first => steps.Where((_, i) => i < first || i >= first + count).ToArray())
                .FirstOrDefault(rest => Run(RotationChoices.Again(rest), setting) is not null);
            count = fewer is null ? count / 2 : Math.Min(count, fewer.Length / 2);
            steps = fewer ?? steps;
        }

        return steps;
    }

    private static string? Run(RotationChoices choices, RotationSetting setting) => Run(choices, choices.Steps.Count - 1, setting);

    private static string? Run(RotationChoices choices, int steps, RotationSetting setting)
    {
        using var rotation = new RandomRotation(choices, setting);
        try
        {
            return rotation.Run(steps);
        }
        catch (Exception fault)
        {
            // The following thread would have ended.
            return $"{fault} after {string.Join("; ", rotation._done)}";
        }
    }

    private string? Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            _choices.Begin();
            var now = _disk.Now;
            Step(_choices.Next(20));
            _world.Time.Advance(TimeSpan.FromTicks((_disk.Now - now) / TimeSpan.NanosecondsPerTick));
        }

        _disk.IsUnlistable = false;
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
            case < 6 when !_isRunning && !_disk.IsUnlistable:
                _done.Add("START");
                Start();
                _administrator.Looked();
                _administrator.Kept();
                _isRunning = true;
                break;
            case 2 or 3 or 4 when _isRunning:
                Look();
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
                _disk.Wait(TimeSpan.FromMilliseconds(Math.Pow(10, _choices.NextDouble() * 4.5)));
                break;
            case 9 when _setting.IsListedBadly:
                _disk.IsUnlistable = !_disk.IsUnlistable;
                _done.Add(_disk.IsUnlistable ? "UNLISTABLE" : "LISTABLE");
                break;
            default:
                _done.Add(_administrator.Step());
                break;
        }
    }

    private void Start()
    {
        _process.Begin();
        Look();
    }

    private void Look()
    {
        if (_setting.IsStarved && _choices.Next(2) == 0)
        {
            var free = _choices.Next(3);
            _done.Add($"LOOK with {free} batches");
            _process.LookWith(free);
        }
        else
        {
            _done.Add("LOOK");
            _process.Look();
        }
    }

    private string? Verdict(IReadOnlyList<string> lines)
    {
        var lost = _administrator.Lines.Except(lines).Select(NumberOf).ToArray();
        var doubled = lines.GroupBy(line => line).Where(group => group.Count() > 1).Select(group => NumberOf(group.Key)).ToArray();
        var waiting = _process.Waiting.ToArray();
        return lost.Length + doubled.Length + waiting.Length == 0
            ? null
            : $"waiting [{string.Join(", ", waiting)}], lost [{string.Join(", ", lost)}], doubled [{string.Join(", ", doubled)}] after {string.Join("; ", _done)}";
    }

    private static string NumberOf(string line) => line.Split(' ')[0];
}
