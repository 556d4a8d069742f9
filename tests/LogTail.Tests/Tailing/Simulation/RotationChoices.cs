namespace LogTail.Tests.Tailing.Simulation;

/// <summary>What chance decided in one run, step by step: so that a run can be done again without some of its steps.</summary>
internal sealed class RotationChoices : Random
{
    private readonly Random? _random;
    private readonly List<List<double>> _steps;

    // The step that chooses now, and how many of its choices are made.
    private int _step = -1;
    private int _made;

    private RotationChoices(Random? random, List<List<double>> steps)
    {
        _random = random;
        _steps = steps;
        Begin();
    }

    /// <summary>Steps that were begun. The first one is what comes before all others.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Steps => _steps;

    public static RotationChoices Of(int seed) => new(new Random(seed), []);

    /// <summary>Choices made before. Where there are more to make now, each is 0.</summary>
    public static RotationChoices Again(IReadOnlyList<IReadOnlyList<double>> steps) => new(null, [.. steps.Select(step => step.ToList())]);

    /// <summary>What is chosen from here on belongs to the next step.</summary>
    public void Begin()
    {
        _step++;
        _made = 0;
        if (_step == _steps.Count)
        {
            _steps.Add([]);
        }
    }

    public override int Next(int maxValue) => (int)Choose(random => random.Next(maxValue)) % maxValue;

    public override double NextDouble() => Choose(random => random.NextDouble()) % 1;

    private double Choose(Func<Random, double> choose)
    {
        var step = _steps[_step];
        if (_made == step.Count)
        {
            step.Add(_random is null ? 0 : choose(_random));
        }

        return step[_made++];
    }
}
