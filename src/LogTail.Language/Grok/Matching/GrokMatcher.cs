using System.Text.RegularExpressions;
using LogTail.Language.Patterns;
using LogTail.Language.Text;

namespace LogTail.Language.Grok.Matching;

/// <summary>
/// Matches lines with a pattern through the <see cref="Regex"/> class, for a command that looks at some lines and for explanations.
/// Programs do not use it: their patterns become generated code. Thread-safe.
/// </summary>
public sealed class GrokMatcher
{
    // For matches of which a predicate does not hold; as many as in programs.
    private const int MostSearches = 100;

    private readonly GrokPattern _pattern;
    private readonly Regex _regex;
    private readonly GrokConditions _conditions;

    /// <param name="pattern">What to look for.</param>
    /// <param name="timeout">For one line.</param>
    public GrokMatcher(GrokPattern pattern, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        _pattern = pattern;
        _regex = new Regex(DotNetPrinter.Print(pattern.Tree, pattern.ReadGroups), RegexOptions.CultureInvariant, timeout);
        _conditions = new GrokConditions(pattern.Conditions, timeout);
    }

    /// <summary>Looks for the first match in a line.</summary>
    /// <param name="line">Without its terminator.</param>
    /// <returns>Null when there is none of which the predicates hold.</returns>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public GrokMatch? Match(string line)
    {
        var match = _regex.Match(line);
        for (var i = 0; match.Success && !_conditions.Hold(match); i++)
        {
            // A place that does not match, as for the C grok: the search goes on behind its start.
            match = i + 1 < MostSearches && match.Index < line.Length ? _regex.Match(line, match.Index + 1) : System.Text.RegularExpressions.Match.Empty;
        }

        if (!match.Success)
        {
            return null;
        }

        return new GrokMatch(
            new TextSpan(match.Index, match.Length),
            [.. _pattern.Fields
                .Select(field => new GrokCapture(field, GroupOf(match, field.Group).Value))
                .Where(capture => capture.Text.Length > 0)]);
    }

    // The printer names a group by its number.
    private static Group GroupOf(Match match, int number) => match.Groups[number];
}
