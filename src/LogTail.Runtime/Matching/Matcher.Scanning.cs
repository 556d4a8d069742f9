using System.Runtime.CompilerServices;

namespace LogTail.Runtime.Matching;

// What the generated scanning code uses. The members that it inherited from RegexRunner keep their names and meaning, so that
// it fits unchanged; Rewind, Missed, SkipLoop and ResizeStack are put in by the compiler's rewriter for the budget's sake.
public abstract partial class Matcher
{
    // The budget is counted in units of about a nanosecond: one char walked over by a loop that was then given up.
    // A step, that is one backtrack or one more start of a match, costs some 10 ns besides.
    private const int StepCost = 16;

    // Making a capture and undoing it; only undone ones are paid for, since the others are as many as a match has groups.
    private const int UndoCost = 8;

    // A vectorised search of the rest of the line, which moves nothing, covers some 8 to 16 chars a nanosecond.
    private const int LookAheadShift = 3;

    // 2 ms for an ordinary line, 70 ms for one of a million chars: far more than an honest pattern needs, little enough to lose.
    private const long BudgetPerLine = 2_000_000;
    private const long BudgetPerChar = 64;

    // What the linear engine takes for a line and for each of its steps, roughly, in the same units.
    private const long LinearCostPerLine = 100;
    private const long LinearCostPerStep = 8;

    // In ints. A stack is kept from match to match while it is small, and never grows past the limit.
    private const int InitialStack = 64;
    private protected const int KeptStack = 1 << 14;
    private const int StackLimit = 1 << 22;

    // Three ints for each capture made and not undone: the group and its former start and end.
    private const int CrawlEntry = 3;

#pragma warning disable CA1051 // The generated code takes references to them.
    /// <summary>Where the match under way has begun, or, after one, where it ends.</summary>
    protected int runtextpos;

    /// <summary>Where the search began.</summary>
    protected int runtextstart;

    /// <summary>How far the search for a start has already seen; written and read only by generated code.</summary>
    protected int runtrackpos;

    /// <summary>Scratch for backtracking; generated code owns the contents during one match.</summary>
    protected int[]? runstack = new int[InitialStack];
#pragma warning restore CA1051

    private readonly bool _looksAhead;

    // Invariant: _crawlLength is a multiple of CrawlEntry, and entries below it are live.
    private int[] _crawl = new int[16 * CrawlEntry];
    private int _crawlLength;
    private long _budget;
    private long _stepCost;
    private StepBudgetExceededException? _overrun;

    /// <summary>Looks for a match from <see cref="runtextpos"/> on and captures group 0 if there is one.</summary>
    protected abstract void Scan(ReadOnlySpan<char> inputSpan);

    /// <summary>Notes what a group matched; the former capture of the group comes back with <see cref="Uncapture"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Capture(int group, int start, int end)
    {
        var length = _crawlLength;
        var crawl = _crawl;
        if ((uint)(length + 2) >= (uint)crawl.Length)
        {
            crawl = GrowCrawl();
        }

        ref var groupStart = ref _bounds[2 * group];
        ref var groupEnd = ref _bounds[(2 * group) + 1];
        crawl[length + 2] = groupEnd;
        crawl[length + 1] = groupStart;
        crawl[length] = group;
        _crawlLength = length + CrawlEntry;

        // Inside a look-behind the pattern is matched from right to left.
        groupStart = Math.Min(start, end);
        groupEnd = Math.Max(start, end);
    }

    /// <summary>Undoes the latest <see cref="Capture"/>.</summary>
    protected void Uncapture()
    {
        var crawl = _crawl;
        var length = _crawlLength -= CrawlEntry;
        var group = crawl[length];
        _bounds[2 * group] = crawl[length + 1];
        _bounds[(2 * group) + 1] = crawl[length + 2];
        _budget -= UndoCost;
    }

    /// <summary>A mark of how many captures there are: 0 for none, growing with each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int Crawlpos() => _crawlLength;

    /// <summary>Whether a group has a capture now.</summary>
    protected bool IsMatched(int group) => _bounds[2 * group] >= 0;

    /// <summary>Start of the present capture of a group that has one.</summary>
    protected int MatchIndex(int group) => _bounds[2 * group];

    /// <summary>Length of the present capture of a group that has one.</summary>
    protected int MatchLength(int group) => _bounds[(2 * group) + 1] - _bounds[2 * group];

    /// <summary>Pays for one step; generated code calls it at each backtrack and each new start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void CheckTimeout()
    {
        if ((_budget -= _stepCost) < 0)
        {
            GiveUp();
        }
    }

    /// <summary>Moves the next start past a leading loop whose end the search for a start has found: no match begins within it either.</summary>
    protected void SkipLoop() => runtextpos = Math.Max(runtextpos + 1, runtrackpos);

    /// <summary>Pays for the chars between two places when the match goes back from one to the other.</summary>
    /// <returns><paramref name="to"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int Rewind(int from, int to)
    {
        _budget -= Math.Abs(from - to);
        return to;
    }

    /// <summary>Pays for the chars that were walked over when no match begins at <see cref="runtextpos"/>.</summary>
    /// <param name="pos">How far it got.</param>
    /// <returns>Always <see langword="false"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool Missed(int pos)
    {
        _budget -= pos - runtextpos;
        return false;
    }

    /// <summary>Makes room on <see cref="runstack"/>; public because the generated helpers that push are not matchers.</summary>
    public static void ResizeStack(ref int[] stack, int length)
    {
        if (length > StackLimit)
        {
            throw new StepBudgetExceededException();
        }

        Array.Resize(ref stack, Math.Max(length, InitialStack));
    }

    private static long BudgetOf(int textLength) => BudgetPerLine + (BudgetPerChar * textLength);

    private static long LinearPayback(long steps) => LinearCostPerLine + (LinearCostPerStep * steps);

    private static long StepCostOf(int textLength, bool looksAhead) => looksAhead ? StepCost + (textLength >> LookAheadShift) : StepCost;

    private bool HasLargeScratch => runstack!.Length > KeptStack || _crawl.Length > KeptStack;

    private void GrantBudget(int textLength)
    {
        _budget = BudgetOf(textLength);
        _stepCost = StepCostOf(textLength, _looksAhead);
        if (HasLargeScratch)
        {
            ReleaseScratch();
        }
    }

    private void ReleaseScratch()
    {
        runstack = new int[InitialStack];
        _crawl = new int[16 * CrawlEntry];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int[] GrowCrawl()
    {
        ResizeStack(ref _crawl, _crawl.Length * 2);
        return _crawl;
    }

    // The same exception object each time: what counts is only that it unwinds to IsMatch.
    private void GiveUp()
    {
        _overrun ??= new StepBudgetExceededException();
        throw _overrun;
    }
}
