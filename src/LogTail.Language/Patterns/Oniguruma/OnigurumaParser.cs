namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>
/// Reads the regular expressions of grok patterns: Oniguruma syntax, in its Ruby flavour where the two differ, more generous than
/// either where nothing is ambiguous (spec/grok.md §4.1). <c>\w \d \s</c> are Unicode. Thread-safe.
/// </summary>
public static class OnigurumaParser
{
    /// <summary>Parses a pattern. Time and stack are bounded by the length of the text; hostile text gets an error.</summary>
    /// <param name="pattern">Without grok references; those are text to be expanded before.</param>
    public static PatternParseResult Parse(string pattern, OnigurumaOptions options) => Parse(pattern, options, out _);

    /// <summary>Parses a pattern and says where its groups are.</summary>
    /// <param name="groupOffsets">Element i is the offset of the opening bracket of group i + 1; empty when refused.</param>
    internal static PatternParseResult Parse(string pattern, OnigurumaOptions options, out IReadOnlyList<int> groupOffsets)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(options);
        var reader = new OnigurumaReader(pattern, options, plainGroupsCapture: true);
        var result = reader.Read();

        // Next to named groups plain ones do not capture, and a name may be the last thing in a pattern: so read again.
        if (result.Succeeded && reader.HasNamedGroups && reader.HasPlainGroups)
        {
            reader = new OnigurumaReader(pattern, options, plainGroupsCapture: false);
            result = reader.Read();
        }

        groupOffsets = result.Succeeded ? reader.GroupOffsets : [];
        return result;
    }
}
