using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LogTail.Language.GrokExporter.Configuration.Yaml;

/// <summary>What plain scalars mean in YAML 1.1, as yaml.v2 reads them.</summary>
internal static partial class YamlScalars
{
    private static readonly FrozenSet<string> True =
        new[] { "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> False =
        new[] { "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A boolean: the words of YAML 1.1.</summary>
    public static bool TryBool(YamlScalar scalar, out bool value)
    {
        value = scalar.IsPlain && True.Contains(scalar.Value);
        return value || (scalar.IsPlain && False.Contains(scalar.Value));
    }

    /// <summary>A boolean as Go's <c>strconv.ParseBool</c> reads it, or as YAML does.</summary>
    public static bool TryGoBool(YamlScalar scalar, out bool value)
    {
        value = scalar.Value is "1" or "t" or "T" or "true" or "True" or "TRUE";
        return value || scalar.Value is "0" or "f" or "F" or "false" or "False" or "FALSE" || TryBool(scalar, out value);
    }

    /// <summary>An integer: decimal, 0x, 0 or 0o octal, 0b; underscores are ignored.</summary>
    public static bool TryInteger(YamlScalar scalar, out long value)
    {
        value = 0;
        if (!scalar.IsPlain)
        {
            return false;
        }

        var text = scalar.Value.Replace("_", "", StringComparison.Ordinal);
        var isNegative = text.StartsWith('-');
        var digits = text.TrimStart('+', '-');
        if (text.Length - digits.Length > 1)
        {
            return false;
        }

        var (radix, rest) = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => (16, hex),
            ['0', 'b' or 'B', .. var binary] => (2, binary),
            ['0', 'o' or 'O', .. var octal] => (8, octal),
            ['0', .. { Length: > 0 } octal] => (8, octal),
            _ => (10, digits),
        };
        if (!TryDigits(rest, radix, out var magnitude))
        {
            return false;
        }

        value = isNegative ? -magnitude : magnitude;
        return true;
    }

    /// <summary>An integer where one is wanted: of a fraction yaml.v2 takes the whole part.</summary>
    public static bool TryWhole(YamlScalar scalar, out long value)
    {
        if (TryInteger(scalar, out value))
        {
            return true;
        }

        var isNumber = TryNumber(scalar, out var number) && Math.Abs(number) < 1e15;
        value = isNumber ? (long)number : 0;
        return isNumber;
    }

    /// <summary>A number: an integer, a decimal fraction, an infinity or not a number.</summary>
    public static bool TryNumber(YamlScalar scalar, out double value)
    {
        if (TryInteger(scalar, out var integer))
        {
            value = integer;
            return true;
        }

        value = 0;
        var text = scalar.Value.Replace("_", "", StringComparison.Ordinal);
        return scalar.IsPlain
            && (TrySpecial(text, out value)
                || (Decimal().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)));
    }

    /// <summary>Whether a plain scalar is something else than text.</summary>
    public static bool IsTyped(YamlScalar scalar) => scalar.IsNull || TryBool(scalar, out _) || TryNumber(scalar, out _);

    private static bool TrySpecial(string text, out double value)
    {
        double? special = text switch
        {
            ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
            "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
            ".nan" or ".NaN" or ".NAN" => double.NaN,
            _ => null,
        };
        value = special ?? 0;
        return special is not null;
    }

    private static bool TryDigits(string digits, int radix, out long value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            var worth = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (worth >= radix || value > (long.MaxValue - worth) / radix)
            {
                return false;
            }

            value = (value * radix) + worth;
        }

        return digits.Length > 0;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
