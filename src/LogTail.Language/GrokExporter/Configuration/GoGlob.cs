using System.Text;
using System.Text.RegularExpressions;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>
/// The globs of configurations, which are those of Go (spec/grok.md §6.3): <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a-z]</c> and backslash escapes, in the last part of a
/// path only.
/// </summary>
public static class GoGlob
{
    /// <summary>What is wrong with a glob, as a sentence for the user; null if nothing is.</summary>
    public static string? Problem(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (directory, pattern) = Split(path);
        if (directory.AsSpan().IndexOfAny("*?[") >= 0)
        {
            return $"Wildcards are only allowed in the file name, but not in the directory of `{path}`.";
        }

        return pattern.Length == 0 ? $"`{path}` names a directory, not files."
            : IsValid(pattern) ? null
            : $"`{path}` is an invalid glob pattern.";
    }

    /// <summary>The directory of a path, <c>.</c> where it names none, and the glob of the file names.</summary>
    public static (string Directory, string Pattern) Split(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var slash = path.LastIndexOf('/');
        return slash switch
        {
            < 0 => (".", path),
            0 => ("/", path[1..]),
            _ => (path[..slash], path[(slash + 1)..]),
        };
    }

    /// <summary>Whether a name matches a glob without slashes. Time is bounded by the product of both lengths.</summary>
    public static bool IsMatch(string pattern, ReadOnlySpan<char> name)
    {
        ArgumentNullException.ThrowIfNull(pattern);

        // The latest star and how much of the name it has swallowed: only that one ever needs to be tried again.
        var (at, index, star, swallowed) = (0, 0, -1, 0);
        while (index < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = ++at;
                swallowed = index;
            }
            else if (at < pattern.Length && TryTake(pattern, ref at, name[index]) == true)
            {
                index++;
            }
            else if (star >= 0)
            {
                at = star;
                index = ++swallowed;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).IndexOfAnyExcept('*') < 0;
    }

    /// <summary>The glob of a file name as a regular expression of .NET for the whole name.</summary>
    /// <param name="pattern">A valid glob without slashes.</param>
    public static string ToRegex(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var regex = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '*':
                    regex.Append("(?s:.*)");
                    break;
                case '?':
                    regex.Append("(?s:.)");
                    break;
                case '[':
                    AppendClass(regex, pattern, ref at);
                    break;
                case '\\':
                    regex.Append(Regex.Escape(pattern[++at].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[at].ToString()));
                    break;
            }
        }

        return regex.Append("\\z").ToString();
    }

    private static void AppendClass(StringBuilder regex, string pattern, ref int at)
    {
        regex.Append('[');
        for (at++; pattern[at] != ']'; at++)
        {
            var isSign = pattern[at] == '-' || (pattern[at] == '^' && pattern[at - 1] == '[');
            at += pattern[at] == '\\' ? 1 : 0;
            regex.Append(isSign ? "" : pattern[at] is '\\' or ']' or '[' or '^' or '-' ? "\\" : "").Append(pattern[at]);
        }

        regex.Append(']');
    }

    private static bool IsValid(string pattern)
    {
        for (var at = 0; at < pattern.Length;)
        {
            if (TryTake(pattern, ref at, 'x') is null)
            {
                return false;
            }
        }

        return true;
    }

    // Takes one element, and says whether it accepts the character; null when it is malformed.
    private static bool? TryTake(string pattern, ref int at, char character)
    {
        switch (pattern[at++])
        {
            case '*' or '?':
                return true;
            case '[':
                return TryTakeClass(pattern, ref at, character);
            case '\\':
                return at < pattern.Length ? pattern[at++] == character : null;
            default:
                return pattern[at - 1] == character;
        }
    }

    private static bool? TryTakeClass(string pattern, ref int at, char character)
    {
        var isNegated = at < pattern.Length && pattern[at] == '^';
        at += isNegated ? 1 : 0;
        var isIn = false;
        for (var first = true; at < pattern.Length && (first || pattern[at] != ']'); first = false)
        {
            if (!TryTakeBound(pattern, ref at, out var low))
            {
                return null;
            }

            var high = low;
            if (at < pattern.Length && pattern[at] == '-')
            {
                at++;
                if (!TryTakeBound(pattern, ref at, out high))
                {
                    return null;
                }
            }

            isIn |= low <= character && character <= high;
        }

        return at++ < pattern.Length ? isIn != isNegated : null;
    }

    private static bool TryTakeBound(string pattern, ref int at, out char bound)
    {
        bound = default;
        if (at >= pattern.Length || pattern[at] is '-' or ']')
        {
            return false;
        }

        if (pattern[at] == '\\' && ++at >= pattern.Length)
        {
            return false;
        }

        bound = pattern[at++];
        return true;
    }
}
