namespace LogTail.Language.Patterns.Printing;

/// <summary>What the rest of a pattern does when it is entered between the two units of a surrogate pair, where no code point begins.</summary>
internal enum InsidePair
{
    /// <summary>It cannot match there.</summary>
    Fails,

    /// <summary>It cannot fail, there or anywhere: a greedy loop before it is never asked to give a unit back.</summary>
    NeverFails,

    /// <summary>Neither is certain.</summary>
    Unknown,
}
