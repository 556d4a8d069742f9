using System.Globalization;
using System.Numerics;

namespace LogTail.Language.Grok.Matching;

/// <summary>What <c>:int</c> and <c>:float</c> make of a text: what Ruby's <c>to_i</c> and <c>to_f</c> do (spec/grok.md §1.3). Never fails.</summary>
public static class GrokConversion
{
    /// <summary>The integer that a text begins with: <c>3.99</c> is 3, <c>abc</c> is 0.</summary>
    public static BigInteger ToInteger(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = text.AsSpan().TrimStart();
        var digits = DigitsFrom(start, start is ['+' or '-', ..] ? 1 : 0);
        return BigInteger.TryParse(Plain(start[..digits]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The decimal number that a text begins with: <c>1.5s</c> is 1.5, <c>abc</c> is 0.</summary>
    public static double ToFloat(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = text.AsSpan().TrimStart();
        var end = DigitsFrom(start, start is ['+' or '-', ..] ? 1 : 0);
        if (end < start.Length && start[end] == '.')
        {
            var fraction = DigitsFrom(start, end + 1);
            end = fraction > end + 1 ? fraction : end;
        }

        if (end < start.Length && start[end] is 'e' or 'E')
        {
            var sign = end + 1 < start.Length && start[end + 1] is '+' or '-' ? 1 : 0;
            var exponent = DigitsFrom(start, end + 1 + sign);
            end = exponent > end + 1 + sign ? exponent : end;
        }

        return double.TryParse(Plain(start[..end]), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

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
