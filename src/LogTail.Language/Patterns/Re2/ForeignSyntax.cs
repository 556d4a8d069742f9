using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns.Re2;

/// <summary>What people write who know Perl, Python or .NET, and what RE2 has instead (spec/mtail-language.md §15.2).</summary>
internal static class ForeignSyntax
{
    public const string GroupHint = "Groups are `(...)`, `(?:...)`, `(?P<name>...)`, and the flags i, m, s, U as in `(?i)` or `(?i:...)`.";

    private const string LookaroundHint =
        "Match what stands around it outside the group that you read, or test it with a second pattern.";

    // Longer beginnings first.
    private static readonly (string Opening, string Name, string Hint)[] Groups =
    [
        ("(?<=", "Look-behind", LookaroundHint),
        ("(?<!", "Look-behind", LookaroundHint),
        ("(?=", "Look-ahead", LookaroundHint),
        ("(?!", "Look-ahead", LookaroundHint),
        ("(?>", "An atomic group", "Write `(?:...)`: RE2 never backtracks, so it is as fast."),
        ("(?#", "A comment in a pattern", "Write the comment into the program, after `#`."),
        ("(?P=", "A back-reference", BackreferenceHint),
        ("(?P>", "A call of a group", "Write the group out again."),
        ("(?&", "A call of a group", "Write the group out again."),
        ("(?R", "Recursion", "Write the nesting out as deep as it is needed."),
        ("(?|", "A branch reset", "Give each branch groups of its own."),
        ("(?(", "A conditional", "Write the two cases as alternatives: `(?:...|...)`."),
        ("(?'", "This spelling of a named group", "Write `(?P<name>...)`."),
        ("(?x", "The flag x", "Take the blanks and comments out of the pattern; constants joined with `+` can make a long one readable."),
        ("(?n", "The flag n", "Write `(?:...)` for a group that shall not capture."),
    ];

    private const string BackreferenceHint = @"Capture both texts and compare them, as in `/(\S+) (\S+)/ && $1 == $2`.";

    /// <summary>A group that some other dialect has; null when it is none of those.</summary>
    /// <param name="text">From its opening bracket on.</param>
    public static (string Opening, string Name, string Hint)? OfGroup(string text)
    {
        var index = Array.FindIndex(Groups, group => text.StartsWith(group.Opening, StringComparison.Ordinal));
        return index >= 0 ? Groups[index] : null;
    }

    /// <summary>What to write instead of a backslash and this character.</summary>
    public static string? EscapeHint(char c) => c switch
    {
        >= '1' and <= '9' or 'k' or 'g' => "RE2 has no back-references. " + BackreferenceHint,
        'Z' => @"Write `\z` for the end of the text; `$` means the same.",
        'G' or 'K' => "RE2 has nothing like it; put what you want to read into a group.",
        'R' => @"Write `(?:\r\n|[\n\r])`.",
        'X' or 'C' => @"Write `(?s:.)` for any character.",
        'h' => @"Write `[ \t]`.",
        'N' => @"Write `[^\n]`.",
        'e' => @"Write `\x1b`.",
        'c' => @"Write the control character as `\x01` to `\x1f`.",
        'u' or 'U' => @"Write `\x{20AC}`.",
        'E' => @"`\E` ends text that begins with `\Q`.",
        'b' or 'B' => "Inside brackets there is no word boundary.",
        'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P' => "A range goes from one character to another, not to a class.",
        'Q' => "Inside brackets there is no quoting; escape each character.",
        'A' or 'z' => "Inside brackets there are no anchors.",
        _ when char.IsAsciiLetter(c) || !char.IsAscii(c) => $"Write `{c}` for the character itself.",
        _ => null,
    };

    /// <summary>What the user may have meant by the name of a Unicode class that RE2 does not have.</summary>
    public static string UnicodeClassHint(string name)
    {
        var bare = name.StartsWith("Is", StringComparison.Ordinal) || name.StartsWith("In", StringComparison.Ordinal) ? name[2..] : name;
        return UnicodeClasses.Similar(bare) is { } similar
            ? $@"Write `\p{{{similar}}}`."
            : @"The names are general categories such as `L` or `Lu` and scripts such as `Greek` or `Old_Italic`.";
    }
}
