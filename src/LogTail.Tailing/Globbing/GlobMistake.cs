namespace LogTail.Tailing.Globbing;

/// <summary>What is wrong with a glob, though it could be taken for a name: whoever writes <c>/var/log/[a-z.log</c> hardly means that file.</summary>
internal static class GlobMistake
{
    /// <returns>The first mistake, in words for whoever wrote it; <see langword="null"/> for none.</returns>
    public static string? Of(string glob)
    {
        if (glob.Length == 0)
        {
            return "it is empty";
        }

        var depth = 0;
        for (var i = 0; i < glob.Length; i++)
        {
            switch (glob[i])
            {
                case '\\' when i + 1 == glob.Length:
                    return @"nothing follows the \ at its end";
                case '\\':
                    i++;
                    break;
                case '[' when OfClass(glob, ref i) is { } mistake:
                    return mistake;
                case '{':
                    depth++;
                    break;
                case '}' when depth > 0:
                    depth--;
                    break;
                default:
                    break;
            }
        }

        return depth == 0 ? null : @"a { has no } (write \{ for the character)";
    }

    // From the opening bracket to the closing one, where the index is left. A class is within one name.
    private static string? OfClass(string glob, ref int index)
    {
        var first = index + (index + 1 < glob.Length && glob[index + 1] is '!' or '^' ? 2 : 1);
        var from = '\0';
        for (var i = first; i < glob.Length && glob[i] != '/'; i++)
        {
            if (glob[i] == ']' && i > first)
            {
                index = i;
                return null;
            }

            var isRange = i > first && glob[i] == '-' && i + 1 < glob.Length && glob[i + 1] is not (']' or '/');
            i += isRange ? 1 : 0;
            i += glob[i] == '\\' && i + 1 < glob.Length ? 1 : 0;
            if (isRange && glob[i] < from)
            {
                return $"nothing is from {from} to {glob[i]}";
            }

            from = glob[i];
        }

        return @"a [ has no ] (write \[ for the character)";
    }
}
