namespace LogTail.Language.Patterns.Re2;

/// <summary>The classes and control characters that RE2 has names for. All ASCII (spec/mtail-language.md §15.3.3).</summary>
internal static class NamedSets
{
    private static readonly CodePointSet Digits = CodePointSet.Range('0', '9');
    private static readonly CodePointSet Upper = CodePointSet.Range('A', 'Z');
    private static readonly CodePointSet Lower = CodePointSet.Range('a', 'z');
    private static readonly CodePointSet Letters = Upper.Union(Lower);

    /// <summary>Letters, digits and underscore: <c>\w</c>, and what <c>\b</c> is about.</summary>
    public static readonly CodePointSet Word = Letters.Union(Digits).Union(CodePointSet.Only('_'));

    // Without vertical tab, which [[:space:]] has.
    private static readonly CodePointSet PerlSpace = CodePointSet.Chars("\t\n\f\r ");

    private static readonly Dictionary<string, CodePointSet> PosixSets = new(StringComparer.Ordinal)
    {
        ["alnum"] = Letters.Union(Digits),
        ["alpha"] = Letters,
        ["ascii"] = CodePointSet.Range(0, 0x7F),
        ["blank"] = CodePointSet.Chars("\t "),
        ["cntrl"] = CodePointSet.Range(0, 0x1F).Union(CodePointSet.Only(0x7F)),
        ["digit"] = Digits,
        ["graph"] = CodePointSet.Range('!', '~'),
        ["lower"] = Lower,
        ["print"] = CodePointSet.Range(' ', '~'),
        ["punct"] = CodePointSet.Range('!', '~').Except(Letters.Union(Digits)),
        ["space"] = CodePointSet.Chars("\t\n\v\f\r "),
        ["upper"] = Upper,
        ["word"] = Word,
        ["xdigit"] = Digits.Union(CodePointSet.Range('A', 'F')).Union(CodePointSet.Range('a', 'f')),
    };

    /// <summary>What stands between <c>[:</c> and <c>:]</c>.</summary>
    public static IEnumerable<string> PosixNames => PosixSets.Keys;

    /// <summary>The class <c>[:name:]</c>, or null.</summary>
    public static CodePointSet? Posix(string name) => PosixSets.GetValueOrDefault(name);

    /// <summary>The class <c>\d</c>, <c>\s</c> or <c>\w</c> by its small letter, or null.</summary>
    public static CodePointSet? Perl(char letter) => letter switch
    {
        'd' => Digits,
        's' => PerlSpace,
        'w' => Word,
        _ => null,
    };

    /// <summary>The character of <c>\n</c> and its like, or null.</summary>
    public static int? ControlCharacter(char letter) => letter switch
    {
        'a' => '\a',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => null,
    };
}
