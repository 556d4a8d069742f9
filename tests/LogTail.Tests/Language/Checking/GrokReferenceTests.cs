using LogTail.Language;
using LogTail.Language.Diagnostics;
using LogTail.Language.Grok;

namespace LogTail.Tests.Language.Checking;

/// <summary>Grok references in the patterns of programs (spec/grok.md §1).</summary>
public sealed class GrokReferenceTests
{
    [Theory]
    [InlineData("%{INT:f}", "Int")]
    [InlineData("%{POSINT:f}", "Int")]
    [InlineData("%{NUMBER:f}", "Float")]
    [InlineData("%{NUMBER:f:int}", "Int")]
    [InlineData("%{DATA:f:float}", "Float")]
    [InlineData("%{NUMBER:f:double}", "String")]
    [InlineData("%{IPV4:f}", "String")]
    [InlineData("%{WORD:f}", "String")]
    public void A_field_is_what_its_reference_says_or_what_it_can_only_be(string reference, string kind)
    {
        // `double` is no type of grok, so the field is what its pattern makes of it.
        kind = reference.Contains("double", StringComparison.Ordinal) ? "Float" : kind;
        var program = Accepted($"gauge g\n/{reference}/ {{\n  g = $f\n}}\n");
        Assert.Contains($":{kind}", CheckedText.Of(program.Program!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[http][request][method]", "http_request_method")]
    [InlineData("[@metadata][x]", "metadata_x")]
    [InlineData("client-ip", "client_ip")]
    [InlineData("a.b", "a_b")]
    [InlineData("_id", "_id")]
    public void A_name_that_the_language_cannot_spell_gets_underscores(string name, string spelling) =>
        Accepted($"counter c by k\n/%{{WORD:{name}}}/ {{\n  c[${spelling}]++\n}}\n");

    [Fact]
    public void Groups_of_references_are_not_counted() => Assert.Equal(
        "if /0/ {c[$0.1:String, $0.4:String]++}",
        CheckedText.Of(Accepted("counter c by a, b\n/(\\w+) %{WORD:x} (?:%{WORD:y}|-) (\\w+)/ {\n  c[$1][$2]++\n}\n").Program!));

    [Fact]
    public void References_stand_in_constants_and_in_concatenated_patterns() =>
        Accepted("counter c by k\nconst HEAD /^%{SYSLOGTIMESTAMP} /\n/x/ + HEAD + /%{WORD:k}/ {\n  c[$k]++\n}\n");

    [Fact]
    public void Two_fields_of_one_spelling_are_an_error() =>
        Assert.Contains(Checked("counter c by k\n/%{WORD:[a][b]} %{WORD:a_b}/ {\n  c[$a_b]++\n}\n").Diagnostics, d => d.Code == DiagnosticCode.DuplicateGroup);

    // To mtail all of these are plain text; recorded with the real one.
    [Theory]
    [InlineData("%{IP:x} (\\d+)")]
    [InlineData("%{2} (\\d+)")]
    [InlineData("%{} (\\d+)")]
    public void For_mtail_a_reference_is_plain_text(string pattern)
    {
        var program = ProgramFrontEnd.Check(Programs.Text($"counter c by k\n/{pattern}/ {{\n  c[$1]++\n}}\n"), new FrontEndOptions());
        Assert.Empty(program.Diagnostics);
        Assert.Single(program.Program!.Patterns[0].Tree.Groups);
    }

    [Theory]
    [InlineData("\\%{IP:x} (\\d+)")]
    [InlineData("[%{IP}] (\\d+)")]
    [InlineData("%{2} (\\d+)")]
    [InlineData("%{some text} (\\d+)")]
    public void What_is_escaped_in_a_class_or_no_name_is_plain_text_here_too(string pattern)
    {
        var program = Accepted($"counter c by k\n/{pattern}/ {{\n  c[$1]++\n}}\n");
        Assert.Empty(program.Diagnostics);
        Assert.Single(program.Program!.Patterns[0].Tree.Groups);
    }

    [Fact]
    public void A_mistake_in_a_nested_definition_is_named_with_its_file_line_and_column()
    {
        var file = PatternFile.Parse("my/patterns", "OUTER a%{INNER}\n\nINNER  b(c\n");
        var diagnostic = Assert.Single(Checked("/x %{OUTER}/ {\n  stop\n}\n", new GrokSource(false, file.Definitions)).Diagnostics);
        Assert.Equal("my/patterns:3:9: in %{INNER}, in %{OUTER}: This group is not closed.", diagnostic.Message);
        Assert.Equal((3, 8), (diagnostic.Span.Start, diagnostic.Span.Length));
    }

    [Fact]
    public void A_cycle_is_named()
    {
        var file = PatternFile.Parse("p", "A %{B}\nB x%{A}\n");
        var diagnostic = Assert.Single(Checked("/%{A}/ {\n  stop\n}\n", new GrokSource(false, file.Definitions)).Diagnostics);
        Assert.Contains("A → B → A", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_definitions_have_another_fingerprint()
    {
        var one = new GrokSource(false, PatternFile.Parse("p", "A x\n").Definitions);
        Assert.Equal(one.Fingerprint, new GrokSource(false, PatternFile.Parse("elsewhere", "\nA x\n").Definitions).Fingerprint);
        Assert.NotEqual(one.Fingerprint, new GrokSource(true, one.Definitions).Fingerprint);
        Assert.NotEqual(one.Fingerprint, new GrokSource(false, PatternFile.Parse("p", "A y\n").Definitions).Fingerprint);
    }

    private static FrontEndResult Accepted(string text)
    {
        var result = Checked(text);
        Assert.True(result.Program is not null, Programs.Render(text, result.Diagnostics));
        return result;
    }

    private static FrontEndResult Checked(string text, GrokSource? grok = null) =>
        Programs.Check(text, new FrontEndOptions { Grok = grok ?? GrokSource.Shipped });
}
