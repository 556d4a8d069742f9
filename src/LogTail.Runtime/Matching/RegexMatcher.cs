using System.Text.RegularExpressions;

namespace LogTail.Runtime.Matching;

/// <summary>
/// Serves a pattern for which the source generator makes no code: slower, and it allocates for each match, but gives the
/// same result. The interpreter has no step counter, so here a clock bounds the work before the linear engine takes over.
/// </summary>
public abstract class RegexMatcher : Matcher
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    private readonly Regex _regex;
    private readonly int[] _groups;

    /// <param name="pattern">In .NET syntax.</param>
    /// <param name="options">Its options; without <see cref="RegexOptions.Compiled"/>.</param>
    /// <param name="linearProgram">As for <see cref="Matcher"/>.</param>
    protected RegexMatcher(string pattern, RegexOptions options, string[]? linearProgram)
        : this(new Regex(pattern, options, MatchTimeout), linearProgram)
    {
    }

    private RegexMatcher(Regex regex, string[]? linearProgram)
        : base(regex.GetGroupNumbers().Max() + 1, looksAhead: false, linearProgram)
    {
        _regex = regex;
        _groups = regex.GetGroupNumbers();
    }

    /// <inheritdoc/>
    protected sealed override void Scan(ReadOnlySpan<char> inputSpan)
    {
        try
        {
            var match = _regex.Match(inputSpan.ToString(), runtextstart);
            if (match.Success)
            {
                TakeCaptures(match, _groups);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw new StepBudgetExceededException();
        }
    }
}
