namespace LogTail.Language.Patterns.Re2;

/// <summary>What <c>(?imsU)</c> switches.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoreCase = 1,
    MultiLine = 2,
    DotMatchesLineFeed = 4,
    Ungreedy = 8,
}
