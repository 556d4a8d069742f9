namespace LogTail.Language.Patterns;

/// <summary>The conditions on a place between two characters. A word character is one of <c>[0-9A-Za-z_]</c> unless a kind says Unicode.</summary>
public enum AnchorKind
{
    /// <summary>Where the text begins.</summary>
    TextBegin,

    /// <summary>Where the text ends; never before a final line feed.</summary>
    TextEnd,

    /// <summary>Where the text ends, or before a line feed that ends it. Not in RE2.</summary>
    TextEndOrFinalLineFeed,

    /// <summary>Where the text begins or after a line feed.</summary>
    LineBegin,

    /// <summary>Where the text ends or before a line feed.</summary>
    LineEnd,

    /// <summary>Where the search began. Not in RE2.</summary>
    SearchBegin,

    /// <summary>Between a word character and something else, or nothing.</summary>
    WordBoundary,

    /// <summary>Where there is no <see cref="WordBoundary"/>.</summary>
    NotWordBoundary,

    /// <summary>A word boundary where letters, marks and digits of every script are word characters. Not in RE2.</summary>
    UnicodeWordBoundary,

    /// <summary>Where there is no <see cref="UnicodeWordBoundary"/>.</summary>
    NotUnicodeWordBoundary,
}
