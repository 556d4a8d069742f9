using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.Grok.Explaining;

/// <summary>How far a pattern got in a line.</summary>
/// <param name="Matches">Whether all of it matched; then nothing failed.</param>
/// <param name="Prefix">The longest beginning of the pattern that matches, references that were looked into written out.</param>
/// <param name="Matched">Where in the line that beginning matched; at 0 and empty when nothing did.</param>
/// <param name="FailedToken">The reference, group or text of the pattern that could not follow; empty when nothing failed.</param>
/// <param name="Within">The references that <paramref name="FailedToken"/> stands in, from the outermost inwards.</param>
public sealed record GrokExplanation(bool Matches, string Prefix, TextSpan Matched, string FailedToken, ImmutableArray<string> Within)
{
    /// <summary>What stood in the line where the token failed.</summary>
    public string FoundIn(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line[Matched.End..];
    }
}
