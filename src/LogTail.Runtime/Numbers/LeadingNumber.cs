using System.Globalization;

namespace LogTail.Runtime.Numbers;

/// <summary>The number that a text begins with, as grok's <c>:int</c> and <c>:float</c> take it: Ruby's <c>to_i</c> and <c>to_f</c> (spec/grok.md §1.3).</summary>
public static class LeadingNumber
{
    /// <summary><c>3.99</c> is 3, <c>abc</c> is 0.</summary>
    /// <returns><see langword="false"/> for the empty text, and for an integer that 64 bits do not hold.</returns>
    public static bool TryParseInt(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        var start = text.TrimStart();
        var end = DigitsFrom(start, Sign(start, 0));
        return !text.IsEmpty
            && (end == Sign(start, 0) || long.TryParse(Plain(start[..end]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number));
    }

    /// <summary><c>1.5s</c> is 1.5, <c>abc</c> is 0.</summary>
    /// <returns><see langword="false"/> for the empty text.</returns>
    public static bool TryParseFloat(ReadOnlySpan<char> text, out double number)
    {
        var start = text.TrimStart();
        var end = DigitsFrom(start, Sign(start, 0));
        if (end < start.Length && start[end] == '.' && DigitsFrom(start, end + 1) is var fraction && fraction > end + 1)
        {
            end = fraction;
        }

        if (end < start.Length && start[end] is 'e' or 'E')
        {
            var digits = end + 1 + Sign(start, end + 1);
            var exponent = DigitsFrom(start, digits);
            end = exponent > digits ? exponent : end;
        }

        _ = double.TryParse(Plain(start[..end]), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        return !text.IsEmpty;
    }

    private static int Sign(ReadOnlySpan<char> text, int index) => index < text.Length && text[index] is '+' or '-' ? 1 : 0;

    // Index past the digits that begin at an index. Ruby takes an underscore between two of them.
    private static int DigitsFrom(ReadOnlySpan<char> text, int index)
    {
        while (index < text.Length && (char.IsAsciiDigit(text[index]) || IsBetweenDigits(text, index)))
        {
            index++;
        }

        return index;
    }

    private static bool IsBetweenDigits(ReadOnlySpan<char> text, int index) =>
        text[index] == '_' && index > 0 && index + 1 < text.Length && char.IsAsciiDigit(text[index - 1]) && char.IsAsciiDigit(text[index + 1]);

    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> number) => number.Contains('_') ? number.ToString().Replace("_", "", StringComparison.Ordinal) : number;
}
