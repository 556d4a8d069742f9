namespace LogTail.Language.Patterns.Printing;

/// <summary>Watches, while a pattern is written, for what .NET's linear engine cannot have or gets wrong. One per pattern.</summary>
/// <remarks>
/// That engine has no look-around, and by comparison with mtail and with .NET's own interpreter (.NET 10) it prefers wrongly:
/// <c>(?:..+?)+[ab]</c> takes all of "xcaa" where others take "xca"; <c>^(?:z?|.y)..</c> takes all of "xyyy", others "xy";
/// <c>(c+|\S+).+</c> captures "cab" of "cabd", others "c"; <c>(?:c|yz)?b</c> finds the second b of "cyb ab", others the first.
/// So a pattern is left to it only where no such choice is met: alternatives differ in their first character and take at least one,
/// none stand in an optional part, and lazy loops stand in the open.
/// </remarks>
internal sealed class LinearLimits
{
    // How many loops and alternations are open around what is being written, and how many of them are optional parts.
    private int _choices;
    private int _optionals;

    /// <summary>Whether something was met that rules the engine out.</summary>
    public bool Exceeded { get; private set; }

    /// <summary>Look-around and its like are needed.</summary>
    public void NeedsBacktracking() => Exceeded = true;

    /// <summary>A set is written as alternatives of one and two units.</summary>
    public void SeveralLengths() => Exceeded |= _optionals > 0;

    /// <summary>To be disposed when the loop is written.</summary>
    public IDisposable Loop(RepeatNode repeat)
    {
        Exceeded |= repeat.Mode == RepeatMode.Lazy && (_choices > 0 || repeat.Body is not (ClassNode or AnyNode or LiteralNode));
        // A count such as {1,3} is one copy and optional ones.
        return new Choice(this, isOptional: repeat.Max is not null && repeat.Max != repeat.Min);
    }

    /// <summary>To be disposed when the alternatives are written.</summary>
    public IDisposable Alternatives(AlternationNode alternation)
    {
        Exceeded |= _optionals > 0 || !DifferInFirstCharacter(alternation);
        return new Choice(this, isOptional: false);
    }

    private static bool DifferInFirstCharacter(AlternationNode alternation)
    {
        var seen = CodePointSet.Empty;
        foreach (var branch in alternation.Branches)
        {
            if (EdgeSets.Of(branch, first: true) is not { } set || seen.Overlaps(set))
            {
                return false;
            }

            seen = seen.Union(set);
        }

        return true;
    }

    private sealed class Choice : IDisposable
    {
        private readonly LinearLimits _limits;
        private readonly bool _isOptional;

        public Choice(LinearLimits limits, bool isOptional)
        {
            (_limits, _isOptional) = (limits, isOptional);
            _limits._choices++;
            _limits._optionals += _isOptional ? 1 : 0;
        }

        public void Dispose()
        {
            _limits._choices--;
            _limits._optionals -= _isOptional ? 1 : 0;
        }
    }
}
