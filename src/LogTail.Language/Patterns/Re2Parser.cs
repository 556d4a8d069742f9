using LogTail.Language.Patterns.Re2;

namespace LogTail.Language.Patterns;

/// <summary>
/// Reads the regular expressions of mtail programs: RE2 syntax as Go's <c>regexp</c> has it, with Perl flags
/// (spec/mtail-language.md §15.1, §15.2). Thread-safe.
/// </summary>
public static class Re2Parser
{
    /// <summary>Parses a pattern. Time and stack are bounded by the length of the text; hostile text gets an error.</summary>
    /// <param name="pattern">Constants already pasted in, the slashes of a program's literal already taken off.</param>
    public static PatternParseResult Parse(string pattern) => Parse(pattern, embedded: null);

    /// <summary>Parses a pattern in which pieces of another dialect may stand.</summary>
    internal static PatternParseResult Parse(string pattern, IEmbeddedPatterns? embedded)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new PatternReader(pattern, embedded).Read();
    }
}
