using System.Globalization;
using System.Text;
using LogTail.Metrics;
using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary>One verb of a format, such as <c>%-5.2f</c>, and what it makes of a value.</summary>
internal readonly record struct GoVerb
{
    public int Letter { get; init; }

    public int? Width { get; init; }

    public int? Precision { get; init; }

    public bool IsLeft { get; init; }

    public bool IsZeroPadded { get; init; }

    public bool HasPlus { get; init; }

    public bool HasBlank { get; init; }

    public bool IsSharp { get; init; }

    public string Name => new Rune(Letter).ToString();

    public GoVerb WithFlag(char flag) => flag switch
    {
        '+' => this with { HasPlus = true },
        '-' => this with { IsLeft = true, IsZeroPadded = false },
        '#' => this with { IsSharp = true },
        ' ' => this with { HasBlank = true },
        _ => this with { IsZeroPadded = !IsLeft },
    };

    /// <summary>Formats a value.</summary>
    public string Format(GoValue value)
    {
        // For %v a plus asks for the names of fields, and nothing here has any.
        if (Letter == 'v' && HasPlus)
        {
            return (this with { HasPlus = false }).Format(value);
        }

        if (Letter == 'T')
        {
            return Pad(value.Kind == GoValueKind.Nil ? value.TypeName : Cut(value.TypeName));
        }

        if (Letter == 'v' && value.Kind == GoValueKind.Nil)
        {
            return Pad("<nil>");
        }

        if (value.Kind is GoValueKind.List or GoValueKind.Map)
        {
            var text = new StringBuilder();
            GoPrint.AppendCollection(text, value, FormatItem);
            return text.ToString();
        }

        var formatted = value.Kind switch
        {
            GoValueKind.Bool when Letter is 't' or 'v' => Pad(value.Bool ? "true" : "false"),
            GoValueKind.Int => Integer(value.Int),
            GoValueKind.Float => Number(value.Float),
            GoValueKind.Text or GoValueKind.JsonNumber => Characters(value.Text),
            _ => null,
        };
        return formatted ?? (value.Kind == GoValueKind.Nil ? $"%!{Name}(<nil>)" : $"%!{Name}({value.TypeName}={AsItIs(value)})");
    }

    // Nothing inside of a list or a map is written without width, and suits every verb.
    private string FormatItem(GoValue item) => item.Kind == GoValueKind.Nil ? "<nil>" : Format(item);

    // The value in a complaint: it too has the flags, the width and the precision of the verb that does not suit it.
    private string AsItIs(GoValue value) => (this with { Letter = PlainLetter(value.Kind) }).Format(value);

    private static int PlainLetter(GoValueKind kind) => kind switch
    {
        GoValueKind.Bool => 't',
        GoValueKind.Int => 'd',
        GoValueKind.Float => 'g',
        _ => 's',
    };

    private string? Characters(string text)
    {
        switch (Letter)
        {
            case 's' or 'v':
                return Pad(IsSharp && Letter == 'v' ? GoQuote.Text(Cut(text)) : Cut(text));
            case 'q':
                var cut = Cut(text);
                return Pad(IsSharp && GoQuote.CanStandInBackQuotes(cut) ? $"`{cut}`" : GoQuote.Text(cut, ascii: HasPlus));
            case 'x' or 'X':
                return Pad(Bytes(text));
            default:
                return null;
        }
    }

    // A precision counts bytes here.
    private string Bytes(string text)
    {
        var bytes = new StringBuilder();
        var reader = new LineBytes(text);
        var count = 0;
        for (var next = reader.Next(); next >= 0 && count < (Precision ?? int.MaxValue); next = reader.Next())
        {
            bytes.Append(HasBlank && count > 0 ? " " : "");
            bytes.Append(IsSharp && (HasBlank || count == 0) ? $"0{Name}" : "");
            bytes.Append(next.ToString(Letter == 'x' ? "x2" : "X2", CultureInfo.InvariantCulture));
            count++;
        }

        return bytes.ToString();
    }

    // A precision counts characters.
    private string Cut(string text)
    {
        if (Precision is not { } most)
        {
            return text;
        }

        var end = 0;
        for (var count = 0; count < most && end < text.Length; count++)
        {
            end += LineEscape.CharacterLength(text.AsSpan(end));
        }

        return text[..end];
    }

    private string? Integer(long number) => Letter switch
    {
        'd' or 'v' => Digits(number, 10, upper: false, ""),
        'b' => Digits(number, 2, upper: false, "0b"),
        'o' => Digits(number, 8, upper: false, "0"),
        'O' => Digits(number, 8, upper: false, "0", "0o"),
        'x' => Digits(number, 16, upper: false, "0x"),
        'X' => Digits(number, 16, upper: true, "0X"),
        'c' => Pad(Character(number)),
        'q' => Pad(GoQuote.Character(Character(number), ascii: HasPlus)),
        'U' => PadWith(CodePoint(number), ' '),
        _ => null,
    };

    private static string Character(long number) => Rune.IsValid((int)Math.Clamp(number, -1, int.MaxValue)) ? new Rune((int)number).ToString() : "\uFFFD";

    // With # the character too, if there is something to see.
    private string CodePoint(long number)
    {
        var name = "U+" + number.ToString("X", CultureInfo.InvariantCulture).PadLeft(Math.Max(4, Precision ?? 0), '0');
        return IsSharp && Rune.IsValid((int)Math.Clamp(number, -1, int.MaxValue)) && GoQuote.IsPrintable(new Rune((int)number)) ? $"{name} '{Character(number)}'" : name;
    }

    private string Digits(long number, int radix, bool upper, string sharp, string always = "")
    {
        var magnitude = (UInt128)Int128.Abs(number);
        var digits = new StringBuilder();
        do
        {
            digits.Insert(0, (upper ? "0123456789ABCDEF" : "0123456789abcdef")[(int)(magnitude % (uint)radix)]);
            magnitude /= (uint)radix;
        }
        while (magnitude > 0);

        if (Precision is { } least)
        {
            if (least == 0 && number == 0)
            {
                return Pad("");
            }

            digits.Insert(0, "0", Math.Max(0, least - digits.Length));
        }

        // A digit that is a zero already marks octal numbers; one that the width puts there comes before the mark is asked for.
        var padded = ZeroPadded(Sign(number < 0), digits.ToString(), Precision is null);
        var mark = IsSharp && (radix != 8 || padded[0] != '0') ? sharp : "";
        return PadWith(Sign(number < 0) + always + mark + padded, ' ');
    }

    private string? Number(double number)
    {
        if (Letter is not ('v' or 'g' or 'G' or 'f' or 'F' or 'e' or 'E' or 'x' or 'X' or 'b'))
        {
            return null;
        }

        if (!double.IsFinite(number))
        {
            var word = double.IsNaN(number) ? "NaN" : "Inf";
            var sign = number < 0 ? "-" : HasPlus || (double.IsInfinity(number) && Letter == 'v') ? "+" : HasBlank ? " " : "";
            return Pad((sign.Length == 0 && double.IsPositiveInfinity(number) ? "+" : sign) + word);
        }

        var isNegative = double.IsNegative(number);
        var magnitude = Magnitude(Math.Abs(number));
        var digits = IsSharp && Letter is not ('v' or 'b') ? WithPoint(magnitude) : magnitude;
        return PadWith(Sign(isNegative) + ZeroPadded(Sign(isNegative), digits, mayPadWithZeros: true), ' ');
    }

    private string Magnitude(double number) => Letter switch
    {
        'f' or 'F' => number.ToString($"F{Math.Min(Precision ?? 6, 1000)}", CultureInfo.InvariantCulture),
        'e' or 'E' => Scientific(number, Precision ?? 6),
        'G' => General(number).ToUpperInvariant(),
        'x' => GoBinaryFloat.Hexadecimal(number, Precision),
        'X' => GoBinaryFloat.Hexadecimal(number, Precision).ToUpperInvariant(),
        'b' => GoBinaryFloat.Binary(number),
        _ => General(number),
    };

    // With # a point is always written, and %g and %x keep their zeros: as many digits as the precision says, or six.
    private string WithPoint(string number)
    {
        var end = number.AsSpan().IndexOfAny(Letter is 'x' or 'X' ? "pP" : "eE");
        var (mantissa, exponent) = end < 0 ? (number, "") : (number[..end], number[end..]);
        if (!mantissa.Contains('.', StringComparison.Ordinal))
        {
            mantissa += ".";
        }

        // Of 0x1.8 the x counts as a digit; of 0.25 the zero does not.
        var digits = mantissa == "0." ? 1 : mantissa.SkipWhile(c => c is '0' or '.').Count(c => c != '.');
        var missing = Letter is 'g' or 'G' or 'x' or 'X' ? (Precision ?? 6) - digits : 0;
        return mantissa + new string('0', Math.Max(0, missing)) + exponent;
    }

    private string Scientific(double number, int precision)
    {
        var text = number.ToString((Letter == 'E' ? "E" : "e") + Math.Min(precision, 500).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

        // .NET writes three digits of exponent, Go two unless there are more.
        return text[^3] == '0' ? text.Remove(text.Length - 3, 1) : text;
    }

    private string General(double number)
    {
        if (Precision is not { } precision)
        {
            return GoFormat.G(number);
        }

        var digits = Math.Clamp(precision, 1, 500);
        var text = number.ToString("e" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var exponent = int.Parse(text.AsSpan(text.IndexOf('e', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = text[..text.IndexOf('e', StringComparison.Ordinal)];
        if (exponent < -4 || exponent >= digits)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Trim(mantissa)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        return Trim(number.ToString($"F{Math.Max(0, digits - 1 - exponent)}", CultureInfo.InvariantCulture));
    }

    private static string Trim(string number) => number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;

    private string Sign(bool isNegative) => isNegative ? "-" : HasPlus ? "+" : HasBlank ? " " : "";

    // Zeros fill up to the width between the sign and the digits; a prefix such as 0x does not count.
    private string ZeroPadded(string sign, string digits, bool mayPadWithZeros) =>
        IsZeroPadded && mayPadWithZeros && Width is { } width ? digits.PadLeft(Math.Max(0, width - sign.Length), '0') : digits;

    private string Pad(string text) => PadWith(text, IsZeroPadded ? '0' : ' ');

    // A width counts characters.
    private string PadWith(string text, char filler)
    {
        var missing = (Width ?? 0) - text.EnumerateRunes().Count();
        return missing <= 0 ? text : IsLeft ? text + new string(' ', missing) : new string(filler, missing) + text;
    }
}
