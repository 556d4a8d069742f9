using System.Collections.Immutable;
using LogTail.Language.Checking.Rules;
using LogTail.Language.Patterns;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>Reads the replacement of a <c>gsub</c> (spec/grok.md §7.3): <c>\1</c>, <c>\k&lt;name&gt;</c>, <c>\\</c>, and text.</summary>
internal static class Replacement
{
    /// <summary>Reads one.</summary>
    /// <param name="groups">Those of the expression. An unknown name stays as it is written, a number that is too large stands for nothing.</param>
    /// <param name="wrongAt">Where a backslash stands that means nothing, when null is returned.</param>
    public static ImmutableArray<ReplacementPart>? Read(string text, ImmutableArray<CaptureGroup> groups, out int wrongAt)
    {
        var parts = ImmutableArray.CreateBuilder<ReplacementPart>();
        var start = 0;
        wrongAt = -1;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '\\')
            {
                i++;
                continue;
            }

            if (Escape(text, i, groups) is not { } escape)
            {
                wrongAt = i;
                return null;
            }

            AddText(parts, text[start..i]);
            parts.Add(escape.Part);
            i += escape.Length;
            start = i;
        }

        AddText(parts, text[start..]);
        return parts.DrainToImmutable();
    }

    private static void AddText(ImmutableArray<ReplacementPart>.Builder parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new ReplacementPart(text, 0));
        }
    }

    private static (ReplacementPart Part, int Length)? Escape(string text, int start, ImmutableArray<CaptureGroup> groups)
    {
        var next = start + 1;
        if (next < text.Length && text[next] == '\\')
        {
            return (new ReplacementPart("\\", 0), 2);
        }

        if (next < text.Length && char.IsAsciiDigit(text[next]))
        {
            var end = next;
            var number = 0;
            while (end < text.Length && char.IsAsciiDigit(text[end]) && end - next < 6)
            {
                number = (number * 10) + text[end++] - '0';
            }

            return (number <= groups.Length ? new ReplacementPart(null, number) : new ReplacementPart("", 0), end - start);
        }

        var close = string.CompareOrdinal(text, next, "k<", 0, 2) == 0 ? text.IndexOf('>', next) : -1;
        if (close < 0)
        {
            return null;
        }

        var group = groups.LastOrDefault(group => group.Name == text[(next + 2)..close]);
        return (group is null ? new ReplacementPart(text[start..(close + 1)], 0) : new ReplacementPart(null, group.Number), close + 1 - start);
    }
}
