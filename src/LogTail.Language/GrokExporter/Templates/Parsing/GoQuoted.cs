using System.Globalization;
using System.Text;

namespace LogTail.Language.GrokExporter.Templates.Parsing;

/// <summary>Undoes Go's quotes and escapes.</summary>
internal static class GoQuoted
{
    private const int EscapeBase = 0xF700;

    /// <summary>The value of an interpreted string, or the one character of a character constant.</summary>
    /// <param name="quoted">Quotes included.</param>
    /// <param name="value">Bytes that are no valid UTF-8 are chars from U+F780 on, as in lines.</param>
    public static bool TryUnquote(string quoted, out string value)
    {
        value = "";
        var quote = quoted[0];
        var bytes = new List<byte>(quoted.Length);
        for (var i = 1; i < quoted.Length - 1;)
        {
            if (quoted[i] != '\\')
            {
                var length = char.IsSurrogatePair(quoted, i) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(quoted.Substring(i, length)));
                i += length;
            }
            else if (!TryTakeEscape(quoted, ref i, quote, bytes))
            {
                return false;
            }
        }

        value = Decode([.. bytes]);
        return true;
    }

    private static bool TryTakeEscape(string quoted, ref int i, char quote, List<byte> bytes)
    {
        if (i + 1 >= quoted.Length - 1)
        {
            return false;
        }

        var kind = quoted[i + 1];
        if (kind is 'x' or 'u' or 'U' or (>= '0' and <= '7'))
        {
            return TryTakeNumber(quoted, ref i, kind, bytes);
        }

        var plain = "abfnrtv\\".IndexOf(kind, StringComparison.Ordinal);
        if (plain < 0 && kind != quote)
        {
            return false;
        }

        bytes.Add(plain < 0 ? (byte)quote : (byte)"\a\b\f\n\r\t\v\\"[plain]);
        i += 2;
        return true;
    }

    private static bool TryTakeNumber(string quoted, ref int i, char kind, List<byte> bytes)
    {
        var (skip, digits, radix) = kind switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            _ => (1, 3, 8),
        };
        if (i + skip + digits > quoted.Length - 1)
        {
            return false;
        }

        var number = 0L;
        foreach (var digit in quoted.AsSpan(i + skip, digits))
        {
            var worth = char.IsAsciiHexDigit(digit) ? int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : radix;
            if (worth >= radix)
            {
                return false;
            }

            number = (number * radix) + worth;
        }

        i += skip + digits;
        if (kind is 'u' or 'U')
        {
            if (number > 0x10FFFF || number is >= 0xD800 and < 0xE000)
            {
                return false;
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(new Rune((int)number).ToString()));
            return true;
        }

        bytes.Add((byte)number);
        return number <= 255;
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[used..];
            }
            else
            {
                text.Append((char)(EscapeBase + bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }
}
