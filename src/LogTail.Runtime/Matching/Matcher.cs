using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LogTail.Runtime.Matching.Linear;

namespace LogTail.Runtime.Matching;

/// <summary>
/// One regular expression of a loaded program, with the captures of its latest match. Derived classes are generated:
/// the scanning code of .NET's regex source generator, whose base class this replaces, because
/// <see cref="Regex"/> can give captures only from a string and allocates for each match.
/// A match allocates nothing. Work per match is bounded by a budget of steps (<c>Matcher.Scanning.cs</c>), so no log
/// line can stall a program. Not thread-safe: each belongs to one program, and a program runs on one thread at a time.
/// </summary>
public abstract partial class Matcher
{
    // In one line, for matches of which a condition does not hold. Each has a budget of its own.
    private const int MostSearches = 100;

    // Two per group, by group number: index of the first char and past the last one, both -1 when it took no part.
    private int[] _bounds;
    private readonly LinearEngine? _linear;

    // The line that IsMatchOnce was given last, its result, and whether it was skipped.
    private long _knownLine = -1;
    private bool _isKnownMatch;
    private bool _isKnownSkip;

    // Matches what this pattern and others begin with; null when this one matches all of its pattern.
    private Matcher? _prefix;

    // What must hold of what a match has captured; nearly always empty.
    private MatchCondition[] _conditions = [];

    // Steps lost to overruns and not yet paid back by lines on the linear engine; see AfterOverrun.
    private long _debt;

    /// <param name="groupCount">One more than the highest group number that the pattern captures; 1 for none.</param>
    /// <param name="looksAhead">True when one step may search the rest of the line without moving (lazy loops, a literal after a loop).</param>
    /// <param name="linearProgram">The same pattern for the linear engine (<see cref="LinearProgram"/>), its groups numbered
    /// alike, taken apart at the semicolons; null when it has no such form.</param>
    protected Matcher(int groupCount, bool looksAhead, string[]? linearProgram)
    {
        _bounds = new int[2 * groupCount];
        Array.Fill(_bounds, -1);
        _looksAhead = looksAhead;
        _linear = linearProgram is null ? null : new LinearEngine(linearProgram);
    }

    /// <summary>The matchers that a program has in its fields, for their counts. Slow: once after loading.</summary>
    public static ImmutableArray<Matcher> OwnedBy(LogProgram program) =>
    [
        .. program.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => field.GetValue(program))
            .OfType<Matcher>(),
    ];

    /// <summary>One more than the highest group number.</summary>
    public int GroupCount => _bounds.Length / 2;

    /// <summary>How often a line cost more than its budget and was given to the linear engine, or skipped where there is none.</summary>
    public long Overruns { get; private set; }

    /// <summary>
    /// Lines taken as not matching because the budget was spent and the pattern has no linear form, or one too large for the line.
    /// </summary>
    public long Skips { get; private set; }

    /// <summary>Looks for the leftmost match.</summary>
    /// <param name="text">A line. The captures are indices into it.</param>
    public bool IsMatch(ReadOnlySpan<char> text) => IsMatch(text, 0);

    /// <summary>As <see cref="IsMatch(ReadOnlySpan{char})"/>, where the line is known to have what every match needs, or may have it.</summary>
    /// <param name="clue">0 when the line cannot match; then captures stay what they were.</param>
    /// <param name="line">A line.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsMatch(ulong clue, ReadOnlySpan<char> line) => clue != 0 && IsMatch(line, 0);

    /// <summary>The same for a pattern that stands in several places of a program, or goes on behind a beginning that it shares: each line is matched once.</summary>
    /// <param name="clue">As above.</param>
    /// <param name="line">A line.</param>
    /// <param name="lineNumber">Says whether it is the same line as before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsMatchOnce(ulong clue, ReadOnlySpan<char> line, long lineNumber) => clue != 0 && IsMatchOnce(line, lineNumber);

    /// <summary>
    /// From now on <see cref="IsMatchOnce(ulong, ReadOnlySpan{char}, long)"/> matches what another matcher matches, and this one's pattern from its end on. The
    /// other's pattern can match in one way only, from the start of the line on, and has the lower group numbers.
    /// </summary>
    /// <param name="prefix">May serve several.</param>
    public void GoOnBehind(Matcher prefix)
    {
        _prefix = prefix;
        var own = _bounds.Length;
        if (own < prefix._bounds.Length)
        {
            Array.Resize(ref _bounds, prefix._bounds.Length);
            _bounds.AsSpan(own).Fill(-1);
        }
    }

    /// <summary>Looks for the leftmost match that begins at <paramref name="start"/> or after.</summary>
    /// <param name="text">A line; anchors and word boundaries see all of it.</param>
    /// <param name="start">From 0 to the length of the text.</param>
    /// <returns><see langword="false"/> also when the line was skipped (<see cref="Skips"/>).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsMatch(ReadOnlySpan<char> text, int start) => _conditions.Length == 0 ? Search(text, start) : SearchOn(text, start);

    /// <summary>From now on a match is one only if a condition holds; where it does not, the search goes on behind the start of what was found.</summary>
    /// <param name="condition">Of a group that this matcher captures.</param>
    public void Require(MatchCondition condition) => _conditions = [.. _conditions, condition];

    // As the C grok does, for which a predicate that fails is a place that does not match.
    private bool SearchOn(ReadOnlySpan<char> text, int start)
    {
        for (var i = 0; i < MostSearches && start <= text.Length && Search(text, start); i++)
        {
            if (Hold(text))
            {
                return true;
            }

            start = _bounds[0] + 1;
        }

        return false;
    }

    private bool Hold(ReadOnlySpan<char> text)
    {
        foreach (var condition in _conditions)
        {
            var captured = Group(text, condition.Group);
            if (!captured.IsEmpty && !condition.Holds(captured))
            {
                return false;
            }
        }

        return true;
    }

    private bool Search(ReadOnlySpan<char> text, int start)
    {
        ForgetCaptures();
        if (_debt > 0)
        {
            return MatchLinearly(text, start);
        }

        _search++;
        runtextstart = start;
        runtextpos = start;
        GrantBudget(text.Length);
        try
        {
            Scan(text);
            return _bounds[1] >= 0;
        }
        catch (StepBudgetExceededException)
        {
            return AfterOverrun(text, start);
        }
    }

    /// <summary>Index of the first char of a group, group 0 being the whole match; -1 when it took no part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(int group) => _bounds[2 * group];

    /// <summary>Index past the last char of a group; -1 when it took no part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int group) => _bounds[(2 * group) + 1];

    /// <summary>Whether a group took part in the latest match.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Took(int group) => _bounds[2 * group] >= 0;

    /// <summary>The text of a group in the latest match; empty when it took no part.</summary>
    /// <param name="text">What <see cref="IsMatch(ReadOnlySpan{char})"/> was given.</param>
    /// <param name="group">Its number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<char> Group(ReadOnlySpan<char> text, int group)
    {
        var start = _bounds[2 * group];
        return start < 0 ? default : text[start.._bounds[(2 * group) + 1]];
    }

    /// <summary>Takes over the captures of a match that one of .NET's own engines found.</summary>
    /// <param name="match">A success.</param>
    /// <param name="groups">The numbers of the groups it has.</param>
    internal void TakeCaptures(Match match, ReadOnlySpan<int> groups)
    {
        foreach (var number in groups)
        {
            var group = match.Groups[number];
            if (group.Success)
            {
                Capture(number, group.Index, group.Index + group.Length);
            }
        }
    }

    /// <summary>Takes over the captures of the latest match of a linear engine.</summary>
    internal void TakeCaptures(LinearEngine engine)
    {
        var bounds = engine.Bounds;
        Capture(0, bounds[0], bounds[1]);
        for (var i = 0; i < engine.Groups.Length; i++)
        {
            if (bounds[(2 * i) + 2] >= 0)
            {
                Capture(engine.Groups[i], bounds[(2 * i) + 2], bounds[(2 * i) + 3]);
            }
        }
    }

    private bool IsMatchOnce(ReadOnlySpan<char> line, long lineNumber)
    {
        if (_knownLine != lineNumber)
        {
            var skips = Skips;
            _isKnownMatch = _prefix is null ? IsMatch(line, 0) : IsMatchBehind(_prefix, line, lineNumber);
            _isKnownSkip = Skips != skips;
            _knownLine = lineNumber;
        }

        return _isKnownMatch;
    }

    private bool IsMatchBehind(Matcher prefix, ReadOnlySpan<char> line, long lineNumber)
    {
        if (!prefix.IsMatchOnce(line, lineNumber))
        {
            Skips += prefix._isKnownSkip ? 1 : 0;
            return false;
        }

        if (!IsMatch(line, prefix.End(0)))
        {
            return false;
        }

        // The whole match begins where the beginning does; after that come the groups of the beginning, then ours.
        _bounds[0] = prefix._bounds[0];
        prefix._bounds.AsSpan(2).CopyTo(_bounds.AsSpan(2));
        return true;
    }

    private void ForgetCaptures()
    {
        // A match that failed has undone its own captures.
        if (_crawlLength != 0)
        {
            _bounds.AsSpan().Fill(-1);
            _crawlLength = 0;
        }
    }

    // Every overrun becomes a debt, and while there is one the lines go straight to the linear engine, each paying back
    // about what it costs there. So a log in which many lines overrun takes at most about twice the time of the linear engine
    // alone, and after a single bad line the pattern soon is fast again. Which lines match does not depend on it.
    private bool AfterOverrun(ReadOnlySpan<char> text, int start)
    {
        Overruns++;
        ReleaseScratch();
        ForgetCaptures();
        if (_linear is not null)
        {
            _debt = BudgetOf(text.Length);
        }

        return MatchLinearly(text, start);
    }

    private bool MatchLinearly(ReadOnlySpan<char> text, int start)
    {
        if (_linear is null || !_linear.TryMatch(text, start, out var isMatch))
        {
            _debt = 0;
            Skips++;
            return false;
        }

        _debt -= LinearPayback(_linear.Steps);
        if (isMatch)
        {
            TakeCaptures(_linear);
        }

        return isMatch;
    }
}
