namespace LogTail.Language.Patterns.Re2;

/// <summary>What <c>(?imsU)</c>, and <c>(?xa)</c> in Oniguruma, switches.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoreCase = 1,
    MultiLine = 2,
    DotMatchesLineFeed = 4,
    Ungreedy = 8,

    /// <summary>Blanks and comments are not part of the pattern. Not in RE2.</summary>
    Extended = 16,

    /// <summary><c>\w \d \s</c> and named classes are ASCII only. Not in RE2, where they always are.</summary>
    AsciiClasses = 32,
}
