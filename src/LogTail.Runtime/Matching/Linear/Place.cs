using System.Diagnostics;
using System.Globalization;

namespace LogTail.Runtime.Matching.Linear;

/// <summary>The conditions on a place between two characters.</summary>
internal enum Place
{
    TextBegin,
    TextEnd,
    TextEndOrFinalLineFeed,
    LineBegin,
    LineEnd,
    SearchBegin,

    /// <summary>Between one of <c>[0-9A-Za-z_]</c> and something else, or nothing.</summary>
    WordBoundary,
    NotWordBoundary,

    /// <summary>The same where word characters are those of .NET's own <c>\b</c>.</summary>
    UnicodeWordBoundary,
    NotUnicodeWordBoundary,
}

/// <summary>Looks at a place.</summary>
internal static class PlaceCheck
{
    /// <summary>Whether a condition holds.</summary>
    /// <param name="place">The condition.</param>
    /// <param name="text">The whole line.</param>
    /// <param name="index">The place; never between the halves of a surrogate pair.</param>
    /// <param name="searchBegin">Where the search began.</param>
    public static bool Is(this Place place, ReadOnlySpan<char> text, int index, int searchBegin) => place switch
    {
        Place.TextBegin => index == 0,
        Place.TextEnd => index == text.Length,
        Place.TextEndOrFinalLineFeed => index == text.Length || (index == text.Length - 1 && text[index] == '\n'),
        Place.LineBegin => index == 0 || text[index - 1] == '\n',
        Place.LineEnd => index == text.Length || text[index] == '\n',
        Place.SearchBegin => index == searchBegin,
        Place.WordBoundary => IsWordBoundary(text, index),
        Place.NotWordBoundary => !IsWordBoundary(text, index),
        Place.UnicodeWordBoundary => IsUnicodeWordBoundary(text, index),
        Place.NotUnicodeWordBoundary => !IsUnicodeWordBoundary(text, index),
        _ => throw new UnreachableException(place.ToString()),
    };

    private static bool IsWordBoundary(ReadOnlySpan<char> text, int index) =>
        (index > 0 && IsWord(text[index - 1])) != (index < text.Length && IsWord(text[index]));

    private static bool IsUnicodeWordBoundary(ReadOnlySpan<char> text, int index) =>
        (index > 0 && IsUnicodeWord(text[index - 1])) != (index < text.Length && IsUnicodeWord(text[index]));

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // As .NET's engines see it: \w and the two joiners.
    private static bool IsUnicodeWord(char c) => c is '\u200C' or '\u200D' || char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
}
