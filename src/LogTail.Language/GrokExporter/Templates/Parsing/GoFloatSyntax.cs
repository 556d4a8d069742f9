using System.Globalization;
using System.Text.RegularExpressions;

namespace LogTail.Language.GrokExporter.Templates.Parsing;

/// <summary>Which texts Go's <c>ParseFloat</c> takes for numbers (spec/grok.md §7.4); more than a template's own constants, and also less.</summary>
internal static partial class GoFloatSyntax
{
    /// <summary>Whether a text is a number; one that is too large for a double is none.</summary>
    public static bool IsFloat(string text) => NotDecimal().IsMatch(text) || IsDecimal(text);

    /// <summary>The same without hexadecimal numbers, infinities and NaN.</summary>
    public static bool IsDecimal(string text) =>
        Decimal().IsMatch(text)
        && double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number);

    [GeneratedRegex(@"^[+-]?(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    // Infinity, what is no number, and hexadecimal floats, which have an exponent of two always.
    [GeneratedRegex(
        @"^(?:[+-]?inf(?:inity)?|nan|[+-]?0x_?(?:[0-9a-f](?:_?[0-9a-f])*\.?(?:[0-9a-f](?:_?[0-9a-f])*)?|\.[0-9a-f](?:_?[0-9a-f])*)p[+-]?[0-9](?:_?[0-9])*)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotDecimal();
}
