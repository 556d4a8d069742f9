namespace LogTail.Language.GrokExporter.Converting;

/// <summary>What an expression of a template becomes, by the conditions of the program under which it does: the language has blocks with conditions, but no conditional values.</summary>
internal abstract record Choice<T>
{
    /// <summary>How many cases there are.</summary>
    public abstract int Count { get; }

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

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next) => next(Value);
}

/// <summary>The template fails: the metric is not updated.</summary>
internal sealed record Failure<T> : Choice<T>
{
    public override int Count => 0;

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next) => new Failure<TNext>();
}

/// <summary>A condition of the program, as its text.</summary>
internal sealed record Fork<T>(string Condition, Choice<T> IfTrue, Choice<T> IfFalse) : Choice<T>
{
    // More than this nobody wants to read, and the next step could double it.
    private const int MostCases = 64;

    public override int Count => IfTrue.Count + IfFalse.Count;

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next)
    {
        var fork = new Fork<TNext>(Condition, IfTrue.Then(next), IfFalse.Then(next));
        return fork.Count <= MostCases ? fork : throw new NotConvertibleException("Its templates have too many cases.");
    }
}

/// <summary>A statement that must run first.</summary>
internal sealed record Step<T>(string Statement, Choice<T> Next) : Choice<T>
{
    public override int Count => Next.Count;

    public override Choice<TNext> Then<TNext>(Func<T, Choice<TNext>> next) => new Step<TNext>(Statement, Next.Then(next));
}
