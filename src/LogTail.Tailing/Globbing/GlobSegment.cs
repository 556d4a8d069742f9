using System.Text;

namespace LogTail.Tailing.Globbing;

/// <summary>One name of a glob, between two slashes.</summary>
internal sealed class GlobSegment
{
    private static readonly GlobSegment AnyDepthSegment = new("**", null) { IsAnyDepth = true };

    private readonly string _pattern;

    private GlobSegment(string pattern, string? literal)
    {
        _pattern = pattern;
        Literal = literal;
    }

    /// <summary>The one name that it stands for; <see langword="null"/> when it must be matched.</summary>
    public string? Literal { get; }

    /// <summary><c>**</c>: any number of directories, none included.</summary>
    public bool IsAnyDepth { get; private init; }

    public static GlobSegment Parse(string text)
    {
        if (text == "**")
        {
            return AnyDepthSegment;
        }

        return text.AsSpan().ContainsAny("*?[") ? new GlobSegment(text, null) : new GlobSegment(text, Unescape(text));
    }

    /// <summary>Whether a name matches. Case counts; a leading dot is a character like any other.</summary>
    public bool IsMatch(ReadOnlySpan<char> name) =>
        IsAnyDepth || (Literal is null ? Matches(_pattern, name) : name.SequenceEqual(Literal));

    // Backtracks to the last star only, which is enough: an earlier star could not do better.
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (p, n) = (0, 0);
        var (starPattern, starName) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (starPattern, starName) = (++p, n);
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], name[n], out var used))
            {
                p += used;
                n++;
            }
            else if (starPattern >= 0)
            {
                (p, n) = (starPattern, ++starName);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, char unit, out int used)
    {
        used = 1;
        switch (pattern[0])
        {
            case '?':
                return true;
            case '[' when TryMatchClass(pattern, unit, out used, out var matches):
                return matches;
            case '\\' when pattern.Length > 1:
                used = 2;
                return pattern[1] == unit;
            default:
                return pattern[0] == unit;
        }
    }

    // False when the bracket is never closed: then it is an ordinary character.
    private static bool TryMatchClass(ReadOnlySpan<char> pattern, char unit, out int used, out bool matches)
    {
        var negated = pattern.Length > 1 && pattern[1] is '!' or '^';
        var first = negated ? 2 : 1;
        matches = negated;
        for (var i = first; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                used = i + 1;
                return true;
            }

            var low = TakeClassUnit(pattern, ref i);
            var high = low;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                high = TakeClassUnit(pattern, ref i);
            }

            matches ^= matches == negated && unit >= low && unit <= high;
        }

        used = 1;
        matches = false;
        return false;
    }

    private static char TakeClassUnit(ReadOnlySpan<char> pattern, ref int index)
    {
        if (pattern[index] == '\\' && index + 1 < pattern.Length)
        {
            index++;
        }

        return pattern[index];
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            i += text[i] == '\\' && i + 1 < text.Length ? 1 : 0;
            result.Append(text[i]);
        }

        return result.ToString();
    }
}
