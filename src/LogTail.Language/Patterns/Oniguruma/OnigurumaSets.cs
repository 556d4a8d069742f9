using LogTail.Language.Patterns.Re2;
using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>The classes and control characters that Oniguruma has names for (spec/grok.md §4.1). Unicode unless ASCII is asked for.</summary>
internal static class OnigurumaSets
{
    private static readonly CodePointSet HexadecimalDigits = NamedSets.Posix("xdigit")!;

    // As .NET's \w: Oniguruma has some four hundred marks and enclosed letters more (spec/grok.md §4.1), no log line has. Members
    // above U+FFFF are left out of this and the classes of POSIX: each would be an alternative to try at every character.
    private static readonly Lazy<CodePointSet> Word = new(() => Plane0("L", "Mn", "Nd", "Pc"));
    private static readonly Lazy<CodePointSet> Space = new(() => Categories("Z").Union(CodePointSet.Chars("\t\n\v\f\r\u0085")));

    private static readonly Dictionary<string, Lazy<CodePointSet>> PosixSets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alnum"] = new(() => Plane0("L", "M", "Nl", "Nd")),
        ["alpha"] = new(() => Plane0("L", "M", "Nl")),
        ["ascii"] = new(() => CodePointSet.Range(0, 0x7F)),
        ["blank"] = new(() => Categories("Zs").Union(CodePointSet.Only('\t'))),
        ["cntrl"] = new(() => Categories("Cc")),
        ["digit"] = new(() => Plane0("Nd")),
        ["graph"] = new(() => Space.Value.Union(Categories("Cc", "Cs")).Union(Unassigned).Complement()),
        ["lower"] = new(() => Categories("Ll")),
        ["print"] = new(() => Space.Value.Union(Categories("Cc", "Cs")).Union(Unassigned).Complement().Union(Categories("Zs"))),
        ["punct"] = new(() => Punctuation.Union(CodePointSet.Chars("$+<=>^`|~"))),
        ["space"] = Space,
        ["upper"] = new(() => Categories("Lu")),
        ["word"] = Word,
        ["xdigit"] = new(HexadecimalDigits),
    };

    // Only \p{…} has these, besides categories, scripts and the names of POSIX.
    private static readonly Dictionary<string, string[]> PropertyCategories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Alphabetic"] = ["L", "M", "Nl"],
        ["Letter"] = ["L"],
        ["UppercaseLetter"] = ["Lu"],
        ["Uppercase"] = ["Lu"],
        ["LowercaseLetter"] = ["Ll"],
        ["Lowercase"] = ["Ll"],
        ["TitlecaseLetter"] = ["Lt"],
        ["ModifierLetter"] = ["Lm"],
        ["OtherLetter"] = ["Lo"],
        ["Mark"] = ["M"],
        ["NonspacingMark"] = ["Mn"],
        ["SpacingMark"] = ["Mc"],
        ["EnclosingMark"] = ["Me"],
        ["Number"] = ["N"],
        ["DecimalNumber"] = ["Nd"],
        ["LetterNumber"] = ["Nl"],
        ["OtherNumber"] = ["No"],
        ["Punctuation"] = ["P"],
        ["Symbol"] = ["S"],
        ["MathSymbol"] = ["Sm"],
        ["CurrencySymbol"] = ["Sc"],
        ["Separator"] = ["Z"],
        ["SpaceSeparator"] = ["Zs"],
        ["Control"] = ["Cc"],
        ["Format"] = ["Cf"],
    };

    /// <summary><c>[:punct:]</c> of Oniguruma 6.9.8: Ruby adds the signs of ASCII.</summary>
    public static CodePointSet Punctuation => Plane0("P");

    private static CodePointSet Unassigned => Categories("L", "M", "N", "P", "S", "Z", "C").Complement();

    /// <summary>What stands between <c>[:</c> and <c>:]</c>.</summary>
    public static IEnumerable<string> PosixNames => PosixSets.Keys;

    /// <summary><c>\R</c>: a line end of any kind, CRLF as one.</summary>
    public static RegexNode AnyLineEnd { get; } = new AtomicNode(new AlternationNode(
    [
        new LiteralNode(['\r', '\n'], IgnoreCase: false),
        new ClassNode(CodePointSet.Chars("\n\v\f\r\u0085\u2028\u2029")),
    ]));

    /// <summary><c>\X</c>: a character with the marks that follow it.</summary>
    public static RegexNode Grapheme => new AtomicNode(new ConcatNode(
    [
        new AnyNode(MatchesLineFeed: true),
        new RepeatNode(new ClassNode(Categories("M")), 0, null, RepeatMode.Greedy),
    ]));

    /// <summary><c>\y</c> and <c>\Y</c>, after the same idea of a grapheme: whether no mark follows.</summary>
    public static RegexNode GraphemeBoundary(bool isBoundary) => new LookaroundNode(new ClassNode(Categories("M")), Ahead: true, Negated: isBoundary);

    /// <summary>The class <c>[:name:]</c>, or null.</summary>
    public static CodePointSet? Posix(string name, bool ascii) =>
        ascii ? NamedSets.Posix(name) : PosixSets.GetValueOrDefault(name)?.Value;

    /// <summary>The class <c>\d</c>, <c>\h</c>, <c>\s</c> or <c>\w</c> by its small letter, or null.</summary>
    public static CodePointSet? Shorthand(char letter, bool ascii) => letter switch
    {
        'd' => Posix("digit", ascii),
        'h' => HexadecimalDigits,
        's' => Posix("space", ascii),
        'w' => Posix("word", ascii),
        _ => null,
    };

    /// <summary>The class of <c>\p{name}</c>, or null. Case, blanks, hyphens and underscores do not matter.</summary>
    public static CodePointSet? Property(string name)
    {
        var letters = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (PosixSets.TryGetValue(letters, out var posix))
        {
            return posix.Value;
        }

        if (PropertyCategories.TryGetValue(letters, out var categories))
        {
            return Categories(categories);
        }

        return UnicodeClasses.Similar(letters) is { } known && UnicodeClasses.TryFind(known, out var set) ? set : null;
    }

    /// <summary>The character of <c>\n</c> and its like, or null.</summary>
    public static int? ControlCharacter(char letter) => letter == 'e' ? 0x1B : NamedSets.ControlCharacter(letter);

    private static CodePointSet Plane0(params string[] names) => Categories(names).Intersect(CodePointSet.Range(0, 0xFFFF));

    private static CodePointSet Categories(params string[] names) => CodePointSet.Of(names.SelectMany(name =>
        UnicodeClasses.TryFind(name, out var set) ? set.Ranges : throw new System.Diagnostics.UnreachableException()));
}
