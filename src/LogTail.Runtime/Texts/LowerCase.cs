using System.Text;

namespace LogTail.Runtime.Texts;

/// <summary><c>tolower</c>: character by character, whatever the context or the culture (spec/mtail-language.md §12).</summary>
public static class LowerCase
{
    // Go lower-cases it to a plain i; .NET's invariant culture leaves it alone.
    private const char CapitalIWithDot = '\u0130';

    /// <summary>Lower-cases a text. A byte that was no valid UTF-8 becomes U+FFFD if anything in the text is beyond ASCII, as in Go.</summary>
    /// <returns>Valid until the scratch is cleared.</returns>
    public static ReadOnlySpan<char> ToLower(this TextScratch scratch, scoped ReadOnlySpan<char> text)
    {
        // No character changes its length in UTF-16.
        var lower = scratch.Extend(text.Length);
        if (Ascii.IsValid(text))
        {
            Ascii.ToLower(text, lower, out _);
            return lower;
        }

        for (var i = 0; i < text.Length;)
        {
            i += LowerOne(text[i..], lower[i..]);
        }

        return lower;
    }

    // Returns the number of chars read, which is also that of chars written.
    private static int LowerOne(ReadOnlySpan<char> text, Span<char> lower)
    {
        var length = LineEscape.CharacterLength(text);
        if (length == 3)
        {
            text[..3].CopyTo(lower);
        }
        else if (length == 2)
        {
            Rune.ToLowerInvariant(new Rune(text[0], text[1])).EncodeToUtf16(lower);
        }
        else
        {
            lower[0] = LineEscape.Is(text[0]) ? '\uFFFD' : text[0] == CapitalIWithDot ? 'i' : char.ToLowerInvariant(text[0]);
        }

        return length;
    }
}
