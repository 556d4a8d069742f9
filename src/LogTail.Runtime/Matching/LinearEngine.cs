using System.Text.RegularExpressions;

namespace LogTail.Runtime.Matching;

/// <summary>
/// Matches a pattern with .NET's automaton engine: slower than generated code, allocating, but in time linear in the
/// line. Made on first use, since most patterns never need it.
/// </summary>
internal sealed class LinearEngine(string pattern)
{
    private Regex? _regex;
    private int[] _groups = [];
    private bool _refused;

    /// <summary>False when the engine refuses the pattern: a construct it lacks, or an automaton past its size limit.</summary>
    public bool IsUsable
    {
        get
        {
            if (_regex is null && !_refused)
            {
                Build();
            }

            return _regex is not null;
        }
    }

    /// <summary>Matches and hands the captures over.</summary>
    /// <param name="text">The line.</param>
    /// <param name="start">Where the search begins; anchors see the whole line.</param>
    /// <param name="captures">Its captures are forgotten.</param>
    public bool Match(ReadOnlySpan<char> text, int start, Matcher captures)
    {
        var match = _regex!.Match(text.ToString(), start);
        if (!match.Success)
        {
            return false;
        }

        captures.TakeCaptures(match, _groups);
        return true;
    }

    private void Build()
    {
        try
        {
            _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            _groups = _regex.GetGroupNumbers();
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            _refused = true;
        }
    }
}
