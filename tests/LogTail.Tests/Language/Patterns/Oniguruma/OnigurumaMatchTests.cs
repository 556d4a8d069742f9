using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Oniguruma;
using LogTail.Tests.Language.Grok;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Patterns.Oniguruma;

/// <summary>What patterns mean: spec/grok.md §4.1 row by row. Expected: the text matched, then name=text of each named group that took part.</summary>
public partial class OnigurumaMatchTests
{
    public static TheoryData<string, string, string?> Rows => new()
    {
        // Anchors: ^ and $ are about lines.
        { "^b$", "a\nb\nc", "b" },
        { @"\Ab", "a\nb", null },
        { @"c\z", "a\nc", "c" },
        { @"c\Z", "a\nc\n", "c" },
        { @"c\z", "a\nc\n", null },
        { @"\Ga", "ba", null },
        { @"\bé\b", "a é b", "é" },
        { @"x\B", "xé", "x" },
        { @"x\b", "xé", null },

        // Dot and options: m is dotall, an isolated option spans the alternatives behind it.
        { "a.b", "a\nb", "a\nb" },
        { "(?-m)a.b", "a\nb", null },
        { "(?-m:a.b)|a(?m:.)b", "a\nb", "a\nb" },
        { "a(?i)b|c", "aC", "aC" },
        { "a(?i)b|c", "aB", "aB" },
        { "a(?i)b|c", "c", null },
        { "(a(?i)b|c)d", "aCd", "aCd" },
        { "(a(?i)b|c)d", "aCD", null },
        { "(?i:a)b", "Ab", "Ab" },
        { "(?i:a)b", "AB", null },
        { "(?i)a(?-i)b", "Ab", "Ab" },
        { "(?i)a(?-i)b", "AB", null },
        { "(?i)k", "\u212A", "\u212A" },
        { "(?s)a.b(?s:.)", "a\nb\n", "a\nb\n" },
        { "(?d)a", "a", "a" },
        { "(?x) a b # c\n d", "abd", "abd" },
        { "(?x)a\\ b [ ]c", "a b c", "a b c" },
        { "a(?#c\\)d)b", "ab", "ab" },
        { "(?a)\\w+", "aé", "a" },
        { "(?u:\\w)+", "aé", "aé" },

        // Groups.
        { "(?:ab)+", "abab", "abab" },
        { "a(?=b)", "ab", "a" },
        { "a(?!b)", "ab", null },
        { "(?<=a)b", "ab", "b" },
        { "(?<!a)b", "ab", null },
        { "(?<=ab|c)d", "cd", "d" },
        { "(?<=a+)b", "aab", "b" },
        { "(?<=(?:ab|c)+)d", "abcd", "d" },
        { "(?<=^| )b", "a b", "b" },
        { "(?>a*)a", "aaa", null },
        { "(?>a|ab)c", "abc", null },
        { "(?<n>a)(b)(?<m>c)", "abc", "abc n=a m=c" },
        { "(?'n'a)", "a", "a n=a" },
        { "(?<a-b>x)(?<[c][d]>y)(?<@e>z)", "xyz", "xyz a-b=x [c][d]=y @e=z" },
        { "(?<n>a)|(?<n>b)", "b", "b n=b" },
        { "(?:(?<n>a)|(?<n>b))+", "ab", "ab n=a n=b" },
        { "((?<n>a)|b)*", "ab", "ab n=a" },
        { "(?P<n>x)", "x", "x n=x" },

        // References.
        { @"(a|b)\1", "abb", "bb" },
        { @"(?<n>a|b)\k<n>", "abb", "bb n=b" },
        { @"(?<n>a|b)\k'n'", "abb", "bb n=b" },
        { @"(a)(b)\k<-1>", "abb", "abb" },
        { @"(?:(?<n>a)|(?<n>b))\k<n>", "abb", "bb n=b" },
        { @"(?<n>a)(?<n>b)\k<n>", "aba", "aba n=a n=b" },
        { @"(?<n>a)(?<n>b)\k<n>", "abb", "abb n=a n=b" },
        { @"(a)\10", "a\b", "a\b" },
        { @"\101\07", "A\a", "A\a" },
        { @"(?<d>\d)-\g'd'", "1-2", "1-2 d=2" },
        { @"(a|b)\g<-1>", "ab", "ab" },
        { @"(?<d>\d)-\g<d>", "1-2", "1-2 d=2" },
        { @"(?:\g<1>,)*(\d+)", "1,2,3", "1,2,3" },
        { @"(?<a>x\g<b>)(?<b>y)", "xyy", "xyy a=xy b=y" },

        { "^(?<n>a)?(?(<n>)b|c)$", "ab", "ab n=a" },
        { "^(?<n>a)?(?(<n>)b|c)$", "c", "c" },
        { "^(?<n>a)?(?(<n>)b|c)$", "ac", null },
        { "^(?<n>a)?(?('n')b)$", "ab", "ab n=a" },
        { "^(a)?(?(1)b|c)$", "c", "c" },
        { "^(a)?(?(1)(?:b|c))d", "acd", "acd" },
        { "^(a)?(?(1)(?:b|c))d", "d", "d" },

        // Quantifiers.
        { "a*+a", "aaa", null },
        { "a++b", "aab", "aab" },
        { "a?+a", "a", null },
        { "(?:ab)++c", "ababc", "ababc" },
        { "a{2}+b", "aaaab", "aaaab" },
        { "a{1,2}+a", "aaaa", "aaaa" },
        { "xa{2}?y", "xy", "xy" },
        { "xa{2}?y", "xaay", "xaay" },
        { "a{1,2}?", "aa", "a" },
        { "a+?b", "aab", "aab" },
        { "a??b", "ab", "ab" },
        { "xa{,2}y", "xaay", "xaay" },
        { "xa{,2}y", "xaaay", null },
        { "xa{1,}y", "xaaay", "xaaay" },
        { "x(?:ab)?*y", "xababy", "xababy" },
        { "xa**y", "xaaay", "xaaay" },
        { "xa{2}{3}y", "xaaaaaay", "xaaaaaay" },
        { "a{,}", "a{,}", "a{,}" },
        { "a{x}}]", "a{x}}]", "a{x}}]" },
        { "a{1,}?", "aa", "a" },
        { "a{,2}?b", "aab", "aab" },
        { "(?:a?)*+b", "aab", "aab" },
        { "{}]", "{}]", "{}]" },
        { "^*a", "a", "a" },
        { @"\b+a", "a", "a" },
        { "(?=a)*a", "a", "a" },

        // Classes.
        { @"\h+", "xyzDEADbeef09g", "DEADbeef09" },
        { @"\H+", "afxyz", "xyz" },
        { @"[\hx]+", "gaxb", "axb" },
        { @"\w+", "-Müller_1-", "Müller_1" },
        { @"\W+", "a-+b", "-+" },
        { @"\d+", "x٣4", "٣4" },
        { @"\s", "a\u00A0b", "\u00A0" },
        { @"\S+", " äb ", "äb" },
        { "[[:alpha:]]+", "1äb2", "äb" },
        { "[[:^alpha:]]+", "ä12b", "12" },
        { "[[:digit:][:upper:]]+", "a1Äb", "1Ä" },
        { "[[:alnum:]_-]+", "!a_-9!", "a_-9" },
        { "[[:xdigit:]]+", "xAfg", "Af" },
        { "[[:space:]]+", "a \tb", " \t" },
        { "[[:blank:]]+", "a \t\nb", " \t" },
        { "[[:punct:]]+", "a.$+<b", ".$+<" },
        { "[[:word:]]+", "-a_-", "a_" },
        { "[[:lower:]]+", "ABäcD", "äc" },
        { "[[:upper:]]+", "abÄCd", "ÄC" },
        { "[[:cntrl:]]+", "a\u0001\tb", "\u0001\t" },
        { "[[:graph:]]+", " é! ", "é!" },
        { "[[:print:]]+", "\u0001é !\u0001", "é !" },
        { "[[:ascii:]]+", "éa!é", "a!" },
        { "[a[bc]]+", "xabcx", "abc" },
        { "[a[^b-z]]+", "bAab", "Aa" },
        { "[a-z&&[^aeiou]]+", "aeixyz", "xyz" },
        { "[a-z&&aeiou]+", "xyzae", "ae" },
        { "[^a-z&&aeiou]+", "aexyz", "xyz" },
        { "[a-z-[b]]+", "!a-b", "a-b" },
        { "[a-z&&[^aeiou]&&[^x-z]]+", "aeibxyz", "b" },
        { @"[\w-x]+", "a-b", "a-b" },
        { @"[\w-.]+", "a-.", "a-." },
        { "[a-c-e]+", "d-e", "-e" },
        { "[[:digit:]-z]+", "a1-z", "1-z" },
        { "[]a]+", "x]a", "]a" },
        { "[^]a]+", "]abc", "bc" },
        { @"[\]\[\-^]+", "a]-[^", "]-[^" },
        { "[a-]+", "-a", "-a" },
        { "[./-]+", "a./-b", "./-" },
        { @"[\w.-]+", "!a.b-c!", "a.b-c" },
        { @"[^\w\s]+", "a +- b", "+-" },
        { @"[\d-]+", "a1-2", "1-2" },
        { @"[\b]", "a\b", "\b" },
        { "(?i)[^a]+", "Aab", "b" },
        { "(?i)[a-c]+", "ABCd", "ABC" },
        { @"\p{Alpha}+\p{^Alpha}\P{Alpha}", "ab12", "ab12" },
        { @"\p{Greek}+", "aλόγοςb", "λόγος" },
        { @"\p{lu}\p{Upper_case_Letter}\p{ L l }", "ABc", "ABc" },
        { @"[\p{Han}x]+", "a漢x", "漢x" },
        { @"\p{Word}+\p{^word}", "-ä_1-", "ä_1-" },
        { @"\P{^Greek}+", "aλb", "λ" },
        { @"[^\p{Alnum}\P{Alpha}]+", "ab", null },

        // Characters.
        { @"\x41\u00E9\x{1F600}\o{102}\101", "Aé😀BA", "Aé😀BA" },
        { @"\xC3\xA9", "é", "é" },
        { @"[\xC3\xA9]", "é", "é" },
        { @"\t\n\r\f\v\a\e", "\t\n\r\f\v\a\u001B", "\t\n\r\f\v\a\u001B" },
        { @"\cA\C-b", "\u0001\u0002", "\u0001\u0002" },
        { @"\_\@\%\""\-\/\i\Q\E\y", "_@%\"-/iQEy", "_@%\"-/iQEy" },
        { @"\N+", "a\nb", "a" },
        { @"a\Ob", "a\nb", "a\nb" },
        { @"a\Rb", "a\r\nb", "a\r\nb" },
        { @"a\Rb", "a\u2028b", "a\u2028b" },
        { @"a\Xb", "ae\u0301b", "ae\u0301b" },
        { "^.$", "😀", "😀" },
        { "[^a]{2}", "😀é", "😀é" },
    };

    // Ruby has no \x{…}, and takes an alternation that is all of a conditional for its two cases, brackets or not.
    // What it refuses though it can only mean one thing is accepted here: options that only others know, members beside a hyphen, lookbehinds of any length.
    private static readonly string[] NotInRuby =
    [
        @"\x41\u00E9\x{1F600}\o{102}\101", "^(a)?(?(1)(?:b|c))d", "(?s)a.b(?s:.)", "(?P<n>x)", "(?<=a+)b", "(?<=(?:ab|c)+)d", @"[\w-x]+", @"[\w-.]+", "[[:digit:]-z]+",
        @"\N+", @"a\Ob",
    ];

    // What differs between the two on purpose, or not at all on lines of logs: `\w` and its like here have fewer marks and letters of other planes.
    private static readonly string[] NotInOniguruma = ["^(a)?(?(1)(?:b|c))d", @"\_\@\%\""\-\/\i\Q\E\y", "[[:punct:]]+"];

    /// <summary>What grok_exporter has otherwise.</summary>
    public static TheoryData<string, string, string?> RowsOfGrokExporter => new()
    {
        { "a.b", "a\nb", null },
        { "(?m)a.b", "a\nb", "a\nb" },
        { "(?m:a.)b|c.d", "c\nd", null },
        { "a{3,1}", "aaaa", "aaa" },
        { "xa{3,1}ay", "xaaay", null },
        { @"a\yb", "ab", "ab" },
        { @"e\y\u0301", "e\u0301", null },
        { @"e\Y\u0301", "e\u0301", "e\u0301" },
        { "[[:punct:]]+", "a$.,+b", ".," },
        { @"\p{Punct}+", "a$.,+b", ".," },
        { "(?<a-b>x)(?<c d>y)(?<e.f>z)", "xyz", "xyz a-b=x c d=y e.f=z" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Matches(string pattern, string text, string? expected) => Assert.Equal(expected, OursOf(pattern, text));

    [Theory]
    [MemberData(nameof(RowsOfGrokExporter))]
    public void Matches_as_in_grok_exporter(string pattern, string text, string? expected) =>
        Assert.Equal(expected, OursOf(pattern, text, OnigurumaOptions.GrokExporter));

    [OnigurumaFact]
    public void Agrees_with_Oniguruma()
    {
        var rows = Rows.Concat(RowsOfGrokExporter).AsEnumerable<object?[]>()
            .Select(row => (Pattern: (string)row[0]!, Text: (string)row[1]!))
            .Where(row => !NotInOniguruma.Contains(row.Pattern) || RowsOfGrokExporter.Any(own => Equals(own[0], row.Pattern)));
        Assert.Empty(DifferencesFromOniguruma(rows));
    }

    [OnigurumaFact]
    public void Agrees_with_Oniguruma_on_generated_patterns()
    {
        var generated = new GeneratedOniguruma(int.Parse(Environment.GetEnvironmentVariable("LOGTAIL_FUZZ_SEED") ?? "2", CultureInfo.InvariantCulture));
        var questions = Enumerable.Range(0, 150)
            .Select(_ => generated.Pattern())

            // Of a possessive \R Oniguruma 6.9.8 takes one line end at most; Ruby takes all, as we do.
            .Where(pattern => !PossessiveLineEnd().IsMatch(pattern) && OnigurumaParser.Parse(pattern, OnigurumaOptions.GrokExporter).Succeeded)
            .SelectMany(pattern => Enumerable.Range(0, 5).Select(_ => (pattern, generated.Text())));
        Assert.Empty(DifferencesFromOniguruma(questions).Take(40));
    }

    // It refuses some that we take; never the other way round.
    private static IEnumerable<(string Pattern, string Text, string? Ours, string? Theirs)> DifferencesFromOniguruma(IEnumerable<(string Pattern, string Text)> questions) => questions
        .Select(row => (row.Pattern, row.Text, Ours: OursOf(row.Pattern, row.Text, OnigurumaOptions.GrokExporter), Theirs: OnigurumaOf(row.Pattern, row.Text)))
        .Where(row => row.Ours != row.Theirs && row.Theirs?.StartsWith("refused: ", StringComparison.Ordinal) != true);

    private static string? OnigurumaOf(string pattern, string text) => OnigurumaOracle.Match(
        pattern, text, OnigurumaParser.Parse(pattern, OnigurumaOptions.GrokExporter).Tree!.Groups.Select(group => group.Name).OfType<string>());

    [RubyFact]
    public void Agrees_with_Ruby()
    {
        var rows = Rows.AsEnumerable<object?[]>()
            .Select(row => (Pattern: (string)row[0]!, Text: (string)row[1]!))
            .Where(row => !NotInRuby.Contains(row.Pattern))
            .ToArray();
        var answers = RubyOracle.Ask([.. rows.Select(row => (row.Pattern, row.Text, true))]);
        var differing = rows.Zip(answers, (row, answer) => (row, ours: OursOf(row.Pattern, row.Text), ruby: RubyOf(row.Text, answer)))
            .Where(one => one.ours != one.ruby);
        Assert.Empty(differing);
    }

    [RubyFact]
    public void Agrees_with_Ruby_on_generated_patterns()
    {
        // For long runs by hand.
        var generated = new GeneratedOniguruma(int.Parse(Environment.GetEnvironmentVariable("LOGTAIL_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture));
        var questions = Enumerable.Range(0, 400)
            .Select(_ => generated.Pattern())
            .Where(pattern => OnigurumaParser.Parse(pattern, OnigurumaOptions.Logstash).Succeeded)
            .SelectMany(pattern => Enumerable.Range(0, 5).Select(_ => (pattern, generated.Text(), true)))
            .ToArray();
        var differing = questions.Zip(RubyOracle.Ask(questions), (question, answer) =>
                (question, ours: OursOf(question.pattern, question.Item2), ruby: RubyOf(question.Item2, answer)))
            .Where(one => one.ours != one.ruby)
            .ToArray();
        Assert.True(differing.Length == 0, string.Join('\n', differing.Take(40)));
    }

    [GeneratedRegex(@"\\R[*+?]\+")]
    private static partial Regex PossessiveLineEnd();

    private static string? OursOf(string pattern, string text, OnigurumaOptions? options = null)
    {
        var parsed = OnigurumaParser.Parse(pattern, options ?? OnigurumaOptions.Logstash);
        Assert.True(parsed.Succeeded, parsed.Error?.ToString());
        var groups = parsed.Tree.Groups.Where(group => group.Name is not null).ToArray();
        var match = new Regex(DotNetPrinter.Print(parsed.Tree, [.. groups.Select(group => group.Number)]), RegexOptions.CultureInvariant).Match(text);
        return match.Success
            ? string.Join(' ', [match.Value, .. groups.Where(group => match.Groups[group.Number].Length > 0).Select(group => $"{group.Name}={match.Groups[group.Number].Value}")])
            : null;
    }

    private static string? RubyOf(string text, RubyOracle.Answer answer)
    {
        if (answer.Span is not { } span)
        {
            return answer.Error;
        }

        var matched = string.Concat(text.EnumerateRunes().Skip(span.Start).Take(span.End - span.Start).Select(rune => rune.ToString()));
        return string.Join(' ', [matched, .. answer.Captures.Select(capture => $"{capture.Name}={capture.Text}")]);
    }
}
