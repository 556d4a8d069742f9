namespace LogTail.Tailing.Globbing;

/// <summary>Turns <c>a{b,c}d</c> into <c>abd</c> and <c>acd</c>. Braces nest; one without its partner is an ordinary character.</summary>
internal static class BraceExpansion
{
    // Keeps a pattern of many groups from growing without bound; what is beyond is taken literally.
    private const int MostPatterns = 4096;

    public static IReadOnlyList<string> Expand(string pattern)
    {
        var finished = new List<string>();
        var open = new Queue<string>([pattern]);
        while (open.TryDequeue(out var next))
        {
            if (finished.Count + open.Count >= MostPatterns || !TrySplit(next, out var head, out var choices, out var tail))
            {
                finished.Add(next);
                continue;
            }

            foreach (var choice in choices)
            {
                open.Enqueue(head + choice + tail);
            }
        }

        return finished;
    }

    // Splits at the first group that is closed and has a comma of its own.
    private static bool TrySplit(string pattern, out string head, out List<string> choices, out string tail)
    {
        for (var start = 0; start < pattern.Length; start++)
        {
            start = SkipLiteral(pattern, start);
            if (start < pattern.Length && pattern[start] == '{' && TryReadGroup(pattern, start, out choices, out var end))
            {
                head = pattern[..start];
                tail = pattern[(end + 1)..];
                return true;
            }
        }

        (head, choices, tail) = ("", [], "");
        return false;
    }

    private static bool TryReadGroup(string pattern, int start, out List<string> choices, out int end)
    {
        choices = [];
        var depth = 0;
        var choiceStart = start + 1;
        for (end = start; end < pattern.Length; end++)
        {
            end = SkipLiteral(pattern, end);
            switch (end < pattern.Length ? pattern[end] : '\0')
            {
                case '{':
                    depth++;
                    break;
                case ',' when depth == 1:
                    choices.Add(pattern[choiceStart..end]);
                    choiceStart = end + 1;
                    break;
                case '}' when --depth == 0:
                    choices.Add(pattern[choiceStart..end]);
                    return choices.Count > 1;
                default:
                    break;
            }
        }

        return false;
    }

    // Past escaped characters.
    private static int SkipLiteral(string pattern, int index)
    {
        while (index < pattern.Length && pattern[index] == '\\')
        {
            index += 2;
        }

        return index;
    }
}
