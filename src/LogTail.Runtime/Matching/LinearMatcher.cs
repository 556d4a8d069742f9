using LogTail.Runtime.Matching.Linear;

namespace LogTail.Runtime.Matching;

/// <summary>Serves a pattern of which .NET's engines would make something else than RE2: the linear engine matches every line.</summary>
public abstract class LinearMatcher : Matcher
{
    private readonly LinearEngine _engine;

    /// <param name="linearProgram">As for <see cref="Matcher"/>.</param>
    protected LinearMatcher(string[] linearProgram)
        : this(new LinearEngine(linearProgram))
    {
    }

    private LinearMatcher(LinearEngine engine)
        : base(engine.GroupCount, looksAhead: false, linearProgram: null) => _engine = engine;

    /// <inheritdoc/>
    protected sealed override void Scan(ReadOnlySpan<char> inputSpan)
    {
        if (!_engine.TryMatch(inputSpan, runtextstart, out var isMatch))
        {
            throw new StepBudgetExceededException();
        }

        if (isMatch)
        {
            TakeCaptures(_engine);
        }
    }
}
