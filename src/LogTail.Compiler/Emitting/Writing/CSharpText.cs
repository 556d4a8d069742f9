using System.Globalization;
using System.Text;

namespace LogTail.Compiler.Emitting.Writing;

/// <summary>
/// The only ways, with <see cref="NameAllocator"/>, by which a user's text gets into C#. Whatever it contains (quotes, line ends of any kind, the end of a
/// comment, control or bidirectional characters), it stays a literal or a comment.
/// </summary>
internal static class CSharpText
{
    private const int LongestComment = 110;

    /// <summary>A string literal with that value.</summary>
    public static string Literal(string value)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c is '"' or '\\' ? literal.Append('\\').Append(c) : AppendPlain(literal, c);
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A long literal.</summary>
    public static string Literal(long value) =>
        value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + "L";

    /// <summary>Bits as a literal.</summary>
    public static string Bits(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:X}UL");

    /// <summary>A double literal.</summary>
    public static string Literal(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "double.NaN" : value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";
    }

    /// <summary>What may stand after <c>//</c>: one line, and not too long.</summary>
    public static string Comment(string text)
    {
        var comment = new StringBuilder();
        foreach (var c in text)
        {
            if (comment.Length >= LongestComment)
            {
                comment.Append("...");
                break;
            }

            AppendPlain(comment, c);
        }

        return comment.ToString().Trim();
    }

    /// <summary>What may stand between the quotes of a <c>#line</c> directive, which knows no escapes.</summary>
    public static string FileName(string name) =>
        string.Concat(name.Select(c => c < '\x7F' && !char.IsControl(c) && c is not ('"' or '\\') ? c : '_'));

    /// <summary>Whether C# sees no line end in a text.</summary>
    public static bool IsOneLine(string code) => code.AsSpan().IndexOfAny("\r\n\u0085\u2028\u2029") < 0;

    // Letters and ASCII as they are, the rest as an escape.
    private static StringBuilder AppendPlain(StringBuilder text, char c)
    {
        var isPlain = c is >= ' ' and < '\x7F' || (c > '\x7F' && char.IsLetterOrDigit(c) && !char.IsSurrogate(c));
        return isPlain
            ? text.Append(c)
            : c switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
    }
}
