using System.Globalization;
using LogTail.Conformance.Differential.Generated;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential;

/// <summary>
/// Every construct of RE2 (spec/mtail-language.md §15.1), each with a pattern and subjects that tell it from what it could be mistaken for:
/// mtail and we find the same. All rows share one start of each.
/// </summary>
public sealed class RegexConstructTests
{
    // Lines may hold a tab and other controls, but no LF and no CR.
    private static readonly (string Construct, string Pattern, string[] Subjects)[] Rows =
    [
        ("any character", "a(.)b", ["axb", "aéb", "a😀b", "a\tb", "ab", "a\vb"]),
        ("class", "([abc])", ["xbx", "é", "d"]),
        ("negated class takes one code point", "^([^a])$", ["b", "a", "😀", "é", "ab"]),
        ("range", "([b-d]+)", ["abcde", "a"]),
        ("first bracket is literal", "([]a]+)", ["x]a]", "b"]),
        ("first bracket of a negated class", "([^]a]+)", ["]xa]", "]a"]),
        ("hyphen first or last", "([-a]+)([b-]+)", ["a-b-", "--"]),
        ("no subtraction of classes", "^[a-z-[aeiou]]$", ["b]", "e]", "-]", "[]", "b"]),
        ("digit is ASCII", @"(\d)", ["5", "٣", "x"]),
        ("no digit", @"^(\D)$", ["5", "٣", "x"]),
        ("space has no VT", @"a(\s)b", ["a b", "a\tb", "a\vb", "a\u00a0b", "a\fb"]),
        ("no space", @"a(\S)b", ["a b", "a\vb", "a\u00a0b"]),
        ("word is ASCII", @"(\w+)", ["é", "a_1é", "-"]),
        ("no word", @"^(\W)$", ["é", "a", "_", " "]),
        ("perl class in a class", @"([\d\s]+)", ["a1 2b", "x"]),
        ("negated perl class in a class", @"([\Da]+)", ["1a1", "bc", "2"]),
        ("general category by one letter", @"(\pN)", ["٣", "5", "Ⅷ", "a"]),
        ("negated general category", @"^(\PN)$", ["٣", "5", "a"]),
        ("general category in braces", @"(\p{Lu}+)", ["aÄBc", "äb"]),
        ("negated in braces", @"^(\p{^Lu})$", ["Ä", "ä", "1"]),
        ("double negation", @"(\P{^Greek}+)", ["aαβb", "ab"]),
        ("script", @"(\p{Greek}+)", ["xαβγ", "abc"]),
        ("another script", @"(\p{Cyrillic}+)", ["яблоко", "apple"]),
        ("Han", @"(\p{Han}+)", ["a日本b", "カナ"]),
        ("any", @"^(\p{Any})$", ["a", "😀", ""]),
        ("unicode class in a class", @"([\p{Greek}\d]+)", ["aα1", "b"]),
        ("posix alnum", "([[:alnum:]]+)", ["_a1é", "-"]),
        ("posix alpha", "([[:alpha:]]+)", ["1aé", "1"]),
        ("posix ascii", "([[:ascii:]]+)", ["éa~é", "é"]),
        ("posix blank", "([[:blank:]]+)", ["a \tb", "a\vb"]),
        ("posix cntrl", "([[:cntrl:]])", ["a\u0001b", "a\u007fb", "ab"]),
        ("posix digit", "([[:digit:]]+)x", ["12x", "٣x"]),
        ("posix graph", "([[:graph:]]+)", [" a~ ", "é", " "]),
        ("posix lower", "([[:lower:]]+)", ["Abc", "ÄB", "é"]),
        ("posix print", "([[:print:]]+)", ["\u0001a b\u0001", "é"]),
        ("posix punct", "([[:punct:]]+)", ["a-_!b", "§"]),
        ("posix space has VT", "a([[:space:]])b", ["a\vb", "a b", "a\u00a0b"]),
        ("posix upper", "([[:upper:]]+)", ["aBC", "Ä"]),
        ("posix word", "([[:word:]]+)", ["-a_1", "é"]),
        ("posix xdigit", "x([[:xdigit:]]+)", ["xfFg", "xg"]),
        ("negated posix", "([[:^digit:]]+)", ["1ab2", "12"]),
        ("two posix classes", "([[:upper:][:digit:]]+)", ["aB2c", "a"]),
        ("begin of text", "^(a)", ["ab", "ba"]),
        ("end of text", "(a)$", ["ba", "ab"]),
        ("begin, escaped", @"\A(a)", ["ab", "ba"]),
        ("end, escaped", @"(a)\z", ["ba", "ab"]),
        ("word boundary is ASCII", @"\b(a)\b", ["a", "ba", "éa", "a é", " a "]),
        ("no boundary between space and é", @"( )\bé", [" é", "a é"]),
        ("no word boundary", @"\B(a)", ["ba", "a", "éa"]),
        ("multi-line anchors", "(?m)^(a)$", ["a", "ab", "ba"]),
        ("star", "^(a*)b", ["b", "aab", "c"]),
        ("plus", "^(a+)b", ["b", "aab"]),
        ("option", "^(a?)b", ["b", "ab", "aab"]),
        ("count", "^(a{2})(.*)", ["a", "aaa"]),
        ("at least", "^(a{2,})(.*)", ["a", "aaaa"]),
        ("between", "^(a{1,2})(.*)", ["aaa", "b"]),
        ("zero times", "^x(a{0})(.*)", ["xa", "x"]),
        ("lazy star", "^(a*?)(a*)$", ["aaa", ""]),
        ("lazy plus", "^(a+?)(a*)$", ["aaa"]),
        ("lazy option", "^(a??)(a*)$", ["aa", ""]),
        ("lazy count", "^(a{2}?)(a*)$", ["aaa"]),
        ("lazy at least", "^(a{2,}?)(a*)$", ["aaaa"]),
        ("lazy between", "^(a{1,3}?)(a*)$", ["aaaa"]),
        ("most repeats that are allowed", "^(a{1000}|b)", ["b", "a"]),
        ("braces that are no count", "(a{,2}|b{x}|c{)", ["a{,2}", "b{x}", "c{", "aa"]),
        ("group", "(a)(b)", ["ab"]),
        ("group that does not capture", "(?:a)(b)", ["ab"]),
        ("named group", "(?P<name>a)(b)", ["ab"]),
        ("groups are numbered from the left, named or not", "(a)(?P<n>b)(c)(?P<m>d)", ["abcd"]),
        ("nested groups", "((a)(b(c)))", ["abc"]),
        ("group that took no part", "(a)|(b)", ["a", "b"]),
        ("last round of a loop", "(?:(a)|(b))+", ["ab", "ba", "aab"]),
        ("loop around what may be empty", "^(?:(a*)|b)*$", ["aab", "b", ""]),
        ("alternatives from the left", "(a|ab)(c|bcd)?", ["abcd"]),
        ("empty alternative", "^(a|)(.*)", ["ab", "b"]),
        ("empty first alternative", "^(|a)(.*)", ["ab"]),
        ("empty group", "a()b", ["ab"]),
        ("fold", "(?i)(straSSE)", ["STRASSE", "strasse", "StraßE"]),
        ("fold of K", "(?i)^(k)$", ["K", "k", "\u212a"]),
        ("fold of s", "(?i)^(s)$", ["S", "ſ"]),
        ("fold of sharp s", "(?i)^(ß)$", ["ẞ", "ss"]),
        ("fold of sigma", "(?i)^(σ)$", ["ς", "Σ", "s"]),
        ("no Turkish fold", "(?i)^(i)$", ["I", "İ", "ı"]),
        ("fold of a class", "(?i)^([a-c]+)$", ["aBC", "d"]),
        ("fold of a negated class", "(?i)^([^k])$", ["\u212a", "K", "l"]),
        ("fold of w", @"(?i)^(\w)$", ["ſ", "\u212a", "é"]),
        ("flag inside a group", "(a(?i)b|c)d", ["aBd", "Cd", "Abd", "aBD"]),
        ("flag of a group", "(?i:a)(b)", ["Ab", "AB"]),
        ("flag taken back", "(?i)a(?-i)(b)", ["Ab", "AB"]),
        ("flag s", "(?s)a(.)b", ["axb"]),
        ("flag U", "(?U)^(a*)(a*)$", ["aaa"]),
        ("flag U and lazy", "(?U)^(a*?)(a*)$", ["aaa"]),
        ("several flags", "(?is-m:(A.))", ["ab"]),
        ("quoted", @"(\Qa.b\E)", ["a.b", "axb"]),
        ("quoted to the end", @"(x)\Q*(", ["x*(", "x"]),
        ("quantifier after quoted", @"^\Qab\E+(.*)$", ["abbbc", "ababc"]),
        ("bell, form feed, tab, VT", @"(\a|\f|\t|\v)", ["x\ay", "x\fy", "x\ty", "x\vy", "xy"]),
        ("octal", @"(\101\07|\012)", ["A\a", "B"]),
        ("NUL", @"a(\0)b", ["a\0b", "ab"]),
        ("hex", @"(\x41)", ["A", "B"]),
        ("hex in braces", @"(\x{1F600}|\x{e9})", ["😀", "é", "e"]),
        ("escaped punctuation", @"(\.\*\+\?\(\)\[\]\{\}\|\^\$\\\_\-\!)", [@".*+?()[]{}|^$\_-!"]),
        ("escaped slash", @"(a\/b)", ["a/b"]),
        ("code points above the BMP", "^(..)$", ["😀𝒳", "😀", "ab", "abcd"]),
        ("range above the BMP", @"([\x{1F600}-\x{1F64F}])", ["😀", "𝒳"]),
        ("literals above the BMP", "(😀+)", ["a😀😀b"]),
        ("leftmost", "(b|ab)", ["xab"]),
        ("anchored alternatives", "^a|(b)$", ["ab", "cb", "ac"]),
        ("anchor in a repeat", "(?:^)*(a)", ["ba"]),
        ("int typing", @"(\d+)", ["007", "x"]),
        ("float typing", @"(\d+\.\d+)", ["1.50", "1000000.0"]),
    ];

    [PeerFact(Mtail.Name)]
    public async Task Every_construct_means_what_it_means_in_mtail()
    {
        var programs = Rows.Select((row, i) => Program(row.Pattern, i)).ToList();
        using var batch = new OneShotBatch(programs, Rows.SelectMany((row, i) => row.Subjects.Select(subject => $"{Name(i)}|{subject}")));
        var differences = await batch.Compare();
        Assert.True(
            differences.IsEmpty,
            string.Join('\n', differences.Select(difference => $"{Rows[programs.IndexOf(difference.Program)].Construct}: {difference}")));
        Assert.Equal((Rows.Length, 0), batch.Counts);
    }

    private static string Name(int row) => string.Create(CultureInfo.InvariantCulture, $"r{row}");

    // The subject is taken from the line first, so that anchors are at its ends.
    private static NamedProgram Program(string pattern, int row)
    {
        var name = Name(row);
        var groups = Enumerable.Range(1, GroupCount(pattern)).ToList();
        var keys = string.Concat(groups.Select(group => $", g{group}"));
        var values = string.Concat(groups.Select(group => $"[${group}]"));
        return new NamedProgram(
            name,
            $$"""
            counter {{name}}_c by subject, match{{keys}}
            /^{{name}}\|(?P<subject>.*)$/ {
              $subject =~ /{{pattern}}/ {
                {{name}}_c[$subject][$0]{{values}}++
              }
            }

            """);
    }

    // Good enough for the rows above, where no class has a parenthesis.
    private static int GroupCount(string pattern)
    {
        var count = 0;
        var isQuoted = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
                isQuoted = pattern[i] == 'Q' || (isQuoted && pattern[i] != 'E');
            }
            else if (pattern[i] == '(' && !isQuoted)
            {
                count += pattern.AsSpan(i).StartsWith("(?") && !pattern.AsSpan(i).StartsWith("(?P<") ? 0 : 1;
            }
        }

        return count;
    }
}
