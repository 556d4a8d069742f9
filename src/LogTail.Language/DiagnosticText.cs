using System.Globalization;
using System.Text;
using LogTail.Language.Diagnostics;
using LogTail.Language.Text;

namespace LogTail.Language;

/// <summary>Writes diagnostics for people.</summary>
public static class DiagnosticText
{
    private const int TabWidth = 4;
    private const int MaxLineWidth = 160;

    /// <summary>
    /// A diagnostic with the line that it is about:
    /// <code>
    /// path:line:column: error LT0101: message
    ///     the line
    ///         ^^^^
    /// hint: what to do
    /// </code>
    /// </summary>
    /// <param name="diagnostic">Of this very text, unless it brings its own.</param>
    /// <returns>Two to four lines, each ended by a newline. Control characters of the program are shown as spaces.</returns>
    public static string Render(Diagnostic diagnostic, ProgramText text)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        ArgumentNullException.ThrowIfNull(text);
        text = diagnostic.Text ?? text;
        var start = Math.Min(diagnostic.Span.Start, text.Text.Length);
        var position = text.PositionOf(start);
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var result = new StringBuilder();
        result.Append(
            CultureInfo.InvariantCulture,
            $"{text.Path}:{position.Line}:{position.Column}: {severity} {CodeOf(diagnostic.Code)}: {diagnostic.Message}\n");
        AppendExcerpt(result, text, position.Line, new TextSpan(start, diagnostic.Span.Length));
        if (diagnostic.Hint is { } hint)
        {
            result.Append(CultureInfo.InvariantCulture, $"hint: {hint}\n");
        }

        return result.ToString();
    }

    /// <summary>A code as users see it: <c>LT0101</c>.</summary>
    public static string CodeOf(DiagnosticCode code) => string.Create(CultureInfo.InvariantCulture, $"LT{(int)code:D4}");

    private static void AppendExcerpt(StringBuilder result, ProgramText text, int line, TextSpan span)
    {
        var content = text.LineAt(line);
        var from = Math.Min(span.Start - text.StartOf(line), content.Length);
        var to = Math.Clamp(from + span.Length, from, content.Length);
        // Of a very long line only the part around the place is shown.
        var first = from < MaxLineWidth ? 0 : from - (MaxLineWidth / 2);
        var shown = content[first..Math.Min(content.Length, first + MaxLineWidth)];
        var before = Display(content[first..from]);
        var under = Math.Max(1, Width(Display(content[from..Math.Min(to, first + shown.Length)])));
        result.Append("    ").Append(Display(shown).TrimEnd()).Append('\n');
        result.Append(' ', 4 + Width(before)).Append('^', under).Append('\n');
    }

    private static string Display(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character == '\t')
            {
                result.Append(' ', TabWidth);
            }
            else
            {
                result.Append(char.IsControl(character) ? ' ' : character);
            }
        }

        return result.ToString();
    }

    /// <summary>Columns on a terminal: none for combining marks, two for the wide scripts and symbols of East Asia.</summary>
    private static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
                : IsWide(rune.Value) ? 2
                : 1;
        }

        return width;
    }

    private static bool IsWide(int codePoint) => codePoint is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD);
}
