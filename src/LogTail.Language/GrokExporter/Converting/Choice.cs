namespace LogTail.Language.GrokExporter.Converting;

/// <summary>What an expression of a template becomes, by the conditions of the program under which it does: the language has blocks with conditions, but no conditional values.</summary>
internal abstract record Choice<T>
{
    /// <summary>How many cases there are.</summary>
    public abstract int Count { get; }

    /// <summary>Whether it has a value in every case, before which nothing is done, and each holds.</summary>
    public abstract bool All(Func<T, bool> holds);

    /// <summary>Goes on from each case.</summary>
    public abstract Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next);

    /// <summary>Makes something of each case.</summary>
    public Choice<TNext> Select<TNext>(Func<T, TNext> make) => Then(value => (Choice<TNext>)new Leaf<TNext>(make(value)));

    public static implicit operator Choice<T>(T value) => new Leaf<T>(value);
}

/// <summary>One case.</summary>
internal sealed record Leaf<T>(T Value) : Choice<T>
{
    public override int Count => 1;

    public override bool All(Func<T, bool> holds) => holds(Value);

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next) => next(Value);
}

/// <summary>The template fails: the metric is not updated.</summary>
internal sealed record Failure<T> : Choice<T>
{
    public override int Count => 0;

    public override bool All(Func<T, bool> holds) => false;

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next) => new Failure<TNext>();
}

/// <summary>A condition of the program, as its text.</summary>
internal sealed record Fork<T>(string Condition, Choice<T> IfTrue, Choice<T> IfFalse) : Choice<T>
{
    // The next step could double it.
    private const int MostCases = 1024;

    public override int Count => IfTrue.Count + IfFalse.Count;

    // What is no number ends the line.
    private bool MayFail => Condition.Contains("float(", StringComparison.Ordinal);

    public override bool All(Func<T, bool> holds) => IfTrue.All(holds) && IfFalse.All(holds);

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next)
    {
        var fork = new Fork<TNext>(Condition, IfTrue.Then(next), IfFalse.Then(next));
        if (fork is { IfTrue: Leaf<TNext> one, IfFalse: Leaf<TNext> other } && one == other && !MayFail)
        {
            return one;
        }

        return fork.Count <= MostCases ? fork : throw new TooManyCasesException();
    }
}

/// <summary>A statement that must run first.</summary>
internal sealed record Step<T>(string Statement, Choice<T> Next) : Choice<T>
{
    public override int Count => Next.Count;

    public override bool All(Func<T, bool> holds) => false;

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next) => new Step<TNext>(Statement, Next.Then(next));
}

/// <summary>A text that depends on conditions is stored first, in a metric that nobody sees, so that what follows has one case.</summary>
/// <param name="Variable">The metric.</param>
/// <param name="Value">What it becomes; there is one in every case.</param>
internal sealed record Stored<T>(string Variable, Choice<string> Value, Choice<T> Next) : Choice<T>
{
    public override int Count => Next.Count;

    public override bool All(Func<T, bool> holds) => Next.All(holds);

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next) => new Stored<TNext>(Variable, Value, Next.Then(next));
}
