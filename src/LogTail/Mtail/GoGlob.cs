using System.Text;

namespace LogTail.Mtail;

/// <summary>
/// Globs as Go's filepath.Match reads them: <c>*</c> and <c>?</c> within one name, <c>[a-z]</c> and <c>[^a-z]</c>, and a backslash before what
/// shall stand for itself. Braces, <c>**</c> and <c>[!</c> have no meaning of their own.
/// </summary>
internal static class GoGlob
{
    /// <summary>The same glob in our own notation.</summary>
    /// <param name="glob">As the user wrote it.</param>
    /// <param name="ours">For <see cref="LogTail.Tailing"/>.</param>
    /// <param name="error">What is wrong, of a glob that Go refuses.</param>
    public static bool TryTranslate(string glob, out string ours, out string error)
    {
        var text = new StringBuilder(glob.Length);
        error = "";
        for (var i = 0; i < glob.Length && error.Length == 0; i++)
        {
            switch (glob[i])
            {
                case '\\' when i + 1 == glob.Length:
                    error = @"nothing follows the \ at its end";
                    break;
                case '\\':
                    text.Append('\\').Append(glob[++i]);
                    break;
                case '[':
                    error = CopyClass(glob, ref i, text);
                    break;
                case '*' when text.Length > 0 && text[^1] == '*' && i > 0 && glob[i - 1] == '*':
                    break;
                case '{' or '}':
                    text.Append('\\').Append(glob[i]);
                    break;
                default:
                    text.Append(glob[i]);
                    break;
            }
        }

        ours = text.ToString();
        return error.Length == 0;
    }

    // From the opening bracket to the closing one, where the index is left. Returns what is wrong, or nothing.
    private static string CopyClass(string glob, ref int index, StringBuilder text)
    {
        const string Open = "a [ has no ] (write \\[ for the character)";
        text.Append(glob[index++]);
        if (index < glob.Length && glob[index] == '^')
        {
            text.Append(glob[index++]);
        }

        for (var ranges = 0; index < glob.Length; ranges++)
        {
            if (glob[index] == ']' && ranges > 0)
            {
                text.Append(']');
                return "";
            }

            if (!TryCopyUnit(glob, ref index, text))
            {
                return index >= glob.Length ? Open : $"{glob[index]} stands where a character of a [class] should (write \\{glob[index]})";
            }

            if (index < glob.Length && glob[index] == '-')
            {
                text.Append(glob[index++]);
                if (!TryCopyUnit(glob, ref index, text))
                {
                    return Open;
                }
            }
        }

        return Open;
    }

    private static bool TryCopyUnit(string glob, ref int index, StringBuilder text)
    {
        if (index >= glob.Length || glob[index] is '-' or ']')
        {
            return false;
        }

        index += glob[index] == '\\' ? 1 : 0;
        if (index >= glob.Length)
        {
            return false;
        }

        // A backslash before any unit, because what is special in our classes is not in Go's.
        text.Append('\\').Append(glob[index++]);
        return true;
    }
}
