using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;
using LogTail.Language.Grok.Matching;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Tests.Language.Grok;

/// <summary>The forms of a reference (spec/grok.md §1) and what is reported when something is wrong.</summary>
public class GrokFrontEndTests
{
    private static readonly PatternOrigin Here = new("<test>", 1, 1);

    private static readonly PatternSet Mine = PatternLibrary.Legacy.With(PatternFile.Parse("my/patterns",
        """
        PIPE a|b
        A x%{B}
        B (?<inner>y)
        LOOP1 1%{LOOP2}
        LOOP2 2%{LOOP3}
        LOOP3 3%{LOOP1}
        BAD ab(?q)c
        OUTER äö %{BAD}
        MISSING %{NOPE}
        """).Definitions);

    [Theory]
    [InlineData("%{PIPE}c", "(?:a|b)c")]
    [InlineData("%{PIPE:f}c", "(?<f>a|b)c")]
    [InlineData("%{PIPE:f:int}", "(?<f>a|b)")]
    [InlineData("%{PIPE:[a][b]:float}", "(?<[a][b]>a|b)")]
    [InlineData("%{PIPE:}", "(?:a|b)")]
    [InlineData("%{PIPE: f}", "(?:a|b)")]
    [InlineData("%{PIPE:a b}", "(?<a>a|b)")]
    [InlineData("%{PIPE:cs(Referer)}", "(?<cs>a|b)")]
    [InlineData("%{PIPE:a:b:c}", "(?<a>a|b)")]
    [InlineData("%{FIZZ=buzz} %{FIZZ:g}", "(?:buzz) (?<g>buzz)")]
    [InlineData("%{FIZZ:f=bu{2}z}", "(?<f>bu{2}z)")]
    [InlineData(@"%{FIZZ=\}\d} %{FIZZ}", @"(?:\}\d) (?:\}\d)")]
    [InlineData("%{PIPE=late} %{A}", "(?:late) (?:x(?:(?<inner>y)))")]
    [InlineData("%{}%{-}%{", "%{}%{-}%{")]
    [InlineData(@"100%\%{PIPE}", @"100%\(?:a|b)")]
    public void Expands(string expression, string expected) =>
        Assert.Equal(expected, GrokFrontEnd.Expand(expression, Here, Mine, out _));

    [Theory]
    [InlineData("%{INT:a:int} %{WORD:[b][c]} %{NUMBER:d:float} %{WORD:e:other} (?<f>x) %{URIHOST}", "a:Int:1 [b][c]:Text:2 d:Float:3 e:Text:4 f:Text:5 port:Text:6")]
    [InlineData("%{WORD:x}|%{INT:x:int}", "x:Text:1 x:Int:2")]
    [InlineData("(a)%{WORD:x}(b)", "x:Text:1")]
    [InlineData("(a)%{WORD}", "")]
    [InlineData("%{WORD:1st} %{WORD:2}", "1st:Text:1 2:Text:2")]
    public void Knows_its_fields(string expression, string expected) =>
        Assert.Equal(expected, string.Join(' ', Compiled(expression).Fields.Select(field => $"{field.Name}:{field.Type}:{field.Group}")));

    [Theory]
    [InlineData("a %{IP:x} b", 2, 7)]
    [InlineData("a %{IP:x} b", 1, 0)]
    [InlineData("a %{-}", 2, 0)]
    public void Finds_references_in_other_texts(string text, int offset, int length) =>
        Assert.Equal(length, GrokFrontEnd.LengthOfReferenceAt(text, offset));

    [Theory]
    [InlineData("verb", "verb")]
    [InlineData("[http][request][method]", "http request method")]
    public void Splits_field_names(string name, string expected) =>
        Assert.Equal(expected, string.Join(' ', new GrokField(name, GrokFieldType.Text, 1).Path));

    [Theory]
    [InlineData("a %{NOPE} b", "<test>:1:3: There is no pattern `NOPE`.\n  hint: Define it in a pattern file, one `NAME pattern` per line.")]
    [InlineData("%{NUMBRE}", "<test>:1:1: There is no pattern `NUMBRE`.\n  hint: Was `NUMBER` meant? Otherwise define it in a pattern file, one `NAME pattern` per line.")]
    [InlineData("%{number}", "<test>:1:1: There is no pattern `number`.\n  hint: There is `NUMBER`: names are case sensitive.")]
    [InlineData("x%{MISSING}", "my/patterns:9:9: There is no pattern `NOPE`.\n  in %{MISSING}, used at <test>:1:2\n  hint: Define it in a pattern file, one `NAME pattern` per line.")]
    [InlineData("a(b", "<test>:1:2: This group is not closed.\n  hint: Add the missing `)`, or write `\\(` for the character itself.")]
    [InlineData("äx%{LOOP1}", "my/patterns:6:8: The pattern `LOOP1` contains itself: LOOP1 → LOOP2 → LOOP3 → LOOP1.\n  in %{LOOP3}, used at my/patterns:5:8\n  in %{LOOP2}, used at my/patterns:4:8\n  in %{LOOP1}, used at <test>:1:4\n  hint: A pattern cannot be recursive.")]
    public void Reports_problems_where_they_are(string expression, string expected) =>
        Assert.Equal(expected, GrokFrontEnd.Compile(expression, Here, Mine, OnigurumaOptions.Logstash).Problem?.ToString());

    // spec/grok.md §2: a name may be any text without blanks, but only some can be referred to.
    [Fact]
    public void Says_why_a_name_that_is_defined_is_not_found()
    {
        var set = PatternSet.Empty.With(PatternFile.Parse("my", "FOO-BAR x").Definitions);
        Assert.Equal(
            "<test>:1:1: There is no pattern `FOO`.\n  hint: There is `FOO-BAR`, but the name in a reference is of letters, digits and underscores: give it another name.",
            GrokFrontEnd.Compile("%{FOO-BAR:f}", Here, set, OnigurumaOptions.Logstash).Problem?.ToString());
    }

    [Fact]
    public void Reports_a_broken_definition_inside_of_another()
    {
        var problem = GrokFrontEnd.Compile("%{INT} %{OUTER:o}", Here, Mine, OnigurumaOptions.Logstash).Problem!;
        Assert.StartsWith(
            "my/patterns:7:7: `(?q` does not begin a group of Oniguruma.\n  in %{BAD}, used at my/patterns:8:12\n  in %{OUTER}, used at <test>:1:8\n",
            problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, problem.Length);
    }

    [Fact]
    public void Refuses_definitions_that_double()
    {
        var lines = Enumerable.Range(1, 40).Select(i => $"D{i} %{{D{i - 1}}}%{{D{i - 1}}}").Prepend("D0 x");
        var set = PatternSet.Empty.With(PatternFile.Parse("my", string.Join('\n', lines)).Definitions);
        var problem = GrokFrontEnd.Compile("%{D40}", Here, set, OnigurumaOptions.Logstash).Problem!;
        Assert.StartsWith("<test>:1:1: The pattern is too large", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%{INT>5}", "7", true)]
    [InlineData("%{INT>5}", "5", false)]
    [InlineData("%{INT:n>=5}", "5", true)]
    [InlineData("%{POSINT<60}", "60", false)]
    [InlineData("%{POSINT<=60}", "60", true)]
    [InlineData("%{NUMBER==1.50}", "1.5", true)]
    [InlineData("%{NUMBER!=1.5}", "1.5", false)]
    [InlineData("%{WORD$==abc}", "abc", true)]
    [InlineData("%{WORD$<b}", "abc", true)]
    [InlineData("%{IPORHOST=~/\\./}", "a.b", true)]
    [InlineData("%{IPORHOST=~/\\./}", "ab", false)]
    [InlineData("%{IPORHOST!~/[a]{1}/}:%{INT}", "b:1", true)]
    public void Checks_predicates_of_the_C_grok(string expression, string line, bool matches) =>
        Assert.Equal(matches, Match(expression, line) is not null);

    // What Debian's grok 1.20110708 found: behind the number it reads nothing, so the predicate holds and there is no field n.
    [Theory]
    [InlineData("^a %{NUMBER>5:n} b", "3", "7")]
    [InlineData("^a %{NUMBER > 5.1 :n} b", "5", "5.2")]
    [InlineData("^a %{NUMBER<=5:n} b", "7", "-5")]
    [InlineData("^a %{NUMBER!=5:n} b", "5", "-5")]
    [InlineData("^a %{NUMBER>5foo} b", "5", "12")]
    [InlineData("^a %{NUMBER !~ /5/:n} b", "5.2", "7")]
    public void Obeys_a_predicate_with_something_behind_it(string expression, string fails, string holds)
    {
        Assert.Null(Match(expression, $"a {fails} b"));
        Assert.Empty(Match(expression, $"a {holds} b")!.Captures);
    }

    // What Debian's grok 1.20110708 found: a predicate that fails is a place that does not match.
    [Theory]
    [InlineData("%{NUMBER:n>5}", "x 3 77 9", "77")]
    [InlineData("%{INT>5}", "localhost:80 example.com:90", "80")]
    [InlineData("%{INT<5}", "localhost:80 example.com:90", "0")]
    [InlineData("%{INT<5}", " 1234", "4")]
    [InlineData("%{WORD$>m}", "foo:1", null)]
    [InlineData("%{WORD$>m}", "x 3 77 9", "x")]
    public void Looks_on_where_a_predicate_does_not_hold(string expression, string line, string? found) =>
        Assert.Equal(found, Match(expression, line) is { } match ? line.Substring(match.Span.Start, match.Span.Length) : null);

    [Fact]
    public void Gives_up_after_a_hundred_places_where_a_predicate_does_not_hold() =>
        Assert.Null(Match("%{INT>5}", string.Concat(Enumerable.Repeat("1 ", 100)) + "7"));

    [Theory]
    [InlineData("%{IP:x (a)", "<test>:1:1: The reference `%{IP:x` is not closed, so it is matched as this text.\n  hint: Add the missing `}`.")]
    [InlineData("é%{}", "<test>:1:3: `%{}` names no pattern, so it is matched as this text.\n  hint: Write the name of a pattern: `%{WORD}`.")]
    [InlineData("%{-}", "<test>:1:1: `%{-}` names no pattern, so it is matched as this text.\n  hint: Write the name of a pattern: `%{WORD}`.")]
    [InlineData("%{PIPE:}", "<test>:1:1: `%{PIPE:}` captures nothing: no field's name follows the colon.\n  hint: Write `%{PIPE:name}`.")]
    [InlineData("%{PIPE: f}", "<test>:1:1: `%{PIPE: f}` captures nothing: no field's name follows the colon.\n  hint: Write `%{PIPE:name}`.")]
    [InlineData("%{PIPE:cs(Referer)}", "<test>:1:1: In `%{PIPE:cs(Referer)}` everything from `(Referer)` to the brace is left out.\n  hint: A field's name is of letters, digits and `_ @ [ ] . -`.")]
    [InlineData("%{PIPE:a:int:c}", "<test>:1:1: In `%{PIPE:a:int:c}` everything from `:c` to the brace is left out.\n  hint: A field's name is of letters, digits and `_ @ [ ] . -`.")]
    [InlineData("%{INT:n=}", "<test>:1:1: In `%{INT:n=}` everything from `=` to the brace is left out.\n  hint: A field's name is of letters, digits and `_ @ [ ] . -`.")]
    [InlineData("%{PIPE:a:integer}", "<test>:1:1: There is no type `integer`; the field stays text.\n  hint: The types are `int` and `float`.")]
    [InlineData("%{INT > 5:n}", "<test>:1:1: In `%{INT > 5:n}` the field `n` is left out: it stands behind the predicate.\n  hint: The field comes first, as in the C grok: `%{INT:n> 5}`.")]
    [InlineData("%{INT>5foo}", "<test>:1:1: In `%{INT>5foo}` everything from `foo` to the brace is left out.\n  hint: A field's name is of letters, digits and `_ @ [ ] . -`.")]
    [InlineData("%{PIPE:a:int} %{INT>5} %{IPORHOST=~/x y/} 5%{,3} %{X=a b}", "")]
    public void Warns_of_what_grok_takes_without_a_word(string expression, string expected) =>
        Assert.Equal(expected, string.Join('\n', Compiled(expression).Warnings));

    [Theory]
    [InlineData("^(?<n>a)?(?(<n>)%{INT:i}|c)$", "a5", "n=a i=5")]
    [InlineData("^(?<n>a)?(?(<n>)%{INT:i}|c)$", "c", "")]
    public void Takes_conditionals_beside_references(string expression, string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', Match(expression, line)!.Captures.Select(capture => $"{capture.Field.Name}={capture.Text}")));

    [Fact]
    public void Gives_no_field_for_what_only_a_predicate_asks() => Assert.Empty(Match("%{INT>5}", "7")!.Captures);

    [Fact]
    public void Takes_an_equals_sign_before_text_for_an_inline_definition() =>
        Assert.Equal("(?:=x)", GrokFrontEnd.Expand("%{EQ==x}", Here, Mine, out _));

    [Fact]
    public void Takes_an_equals_sign_before_nothing_for_no_definition() =>
        Assert.Equal("n = 7", string.Join(' ', Match("%{INT:n=}", "7")!.Captures.Select(capture => $"{capture.Field.Name} = {capture.Text}")));

    [Fact]
    public void Drops_empty_captures_and_keeps_all_of_one_name()
    {
        var match = Match("%{WORD:w} (?<e>x*)%{WORD:w}", "-- a b")!;
        Assert.Equal(["w=a", "w=b"], match.Captures.Select(capture => $"{capture.Field.Name}={capture.Text}"));
        Assert.Equal(3, match.Span.Start);
    }

    [Theory]
    [InlineData("3.99", 3, 3.99)]
    [InlineData("abc", 0, 0)]
    [InlineData("1e5", 1, 1e5)]
    [InlineData("-7x", -7, -7)]
    [InlineData("5.", 5, 5)]
    [InlineData("1.5e", 1, 1.5)]
    [InlineData("1_000.5_5", 1000, 1000.55)]
    [InlineData("1_e1_0", 1, 1)]
    [InlineData("1e1_0", 1, 1e10)]
    [InlineData("1__0", 1, 1)]
    [InlineData("_1", 0, 0)]
    [InlineData("1._5", 1, 1)]
    [InlineData("", 0, 0)]
    public void Converts_as_Ruby_does(string text, int integer, double number)
    {
        Assert.Equal(integer, GrokConversion.ToInteger(text));
        Assert.Equal(number, GrokConversion.ToFloat(text));
    }

    private static GrokPattern Compiled(string expression)
    {
        var result = GrokFrontEnd.Compile(expression, Here, Mine, OnigurumaOptions.Logstash);
        Assert.True(result.Succeeded, result.Problem?.ToString());
        return result.Pattern;
    }

    private static GrokMatch? Match(string expression, string line) => new GrokMatcher(Compiled(expression), TimeSpan.FromSeconds(10)).Match(line);
}
