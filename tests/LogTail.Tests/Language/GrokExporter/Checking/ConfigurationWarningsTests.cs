namespace LogTail.Tests.Language.GrokExporter.Checking;

/// <summary>What is accepted as grok_exporter accepts it, but said at the start: it can hardly be meant.</summary>
public class ConfigurationWarningsTests
{
    private const string Head = "global:\n  config_version: 3\ninput:\n  type: stdin\nmetrics:\n- type: gauge\n  name: g\n  help: h\n";

    [Fact]
    public void Warns_of_a_layout_that_reads_no_time() => Assert.Equal(
        """
        c.yml:10:23: warning LT0513: There is nothing of a time in the layout "%Y-%m-%d", so no text can be read with it.
              value: '{{timestamp "%Y-%m-%d" .t}}'
                                  ^^^^^^^^^^
        hint: Write how Go's reference time looks in your log: 2006-01-02 15:04:05 for %Y-%m-%d %H:%M:%S.

        """,
        Configurations.RenderCheck(Head + "  match: '(?<t>.*)'\n  value: '{{timestamp \"%Y-%m-%d\" .t}}'\n"));

    [Fact]
    public void Warns_of_a_value_with_a_unit() => Assert.Equal(
        """
        c.yml:10:17: warning LT0513: What stands here is in no number, so every line of 'g' fails: `ms`
              value: '{{.t}}ms'
                            ^^
        hint: A value is a number and nothing else, without unit and blanks; counters take none below zero.

        """,
        Configurations.RenderCheck(Head + "  match: '(?<t>.*)'\n  value: '{{.t}}ms'\n"));

    // spec/grok.md §7.4
    [Theory]
    [InlineData("abc", true)]
    [InlineData("0x10", true)]
    [InlineData("-1", false)]
    [InlineData("-{{.t}}e-3", false)]
    [InlineData("{{.t}} {{- /* trimmed */ -}} ", false)]
    [InlineData("{{.t}} ", true)]
    [InlineData("{{if .t}}ms{{else}}1{{end}}", false)]
    public void Warns_of_values_that_are_never_numbers(string value, bool isWarnedOf) =>
        Assert.Equal(isWarnedOf, Configurations.RenderCheck($"{Head}  match: '(?<t>.*)'\n  value: '{value}'\n").Contains("so every line of 'g' fails", StringComparison.Ordinal));

    [Fact]
    public void Says_what_is_wrong_with_templates_although_keys_are_wrong_too() => Assert.Equal(
        ["LT0404", "LT0412", "LT0415"],
        Configurations.RenderCheck(Head + "  match: '(?<t>.*)'\n  value: '{{.u}}'\n  buckets: [1]\n- {type: counter, name: c, help: h, match: '%{NOPE}'}\n")
            .Split('\n').Where(line => line.StartsWith("c.yml:", StringComparison.Ordinal)).Select(line => line.Split(' ')[2][..6]).Order(StringComparer.Ordinal));

    [Fact]
    public void Does_not_guess_at_patterns_that_could_not_be_imported() => Assert.DoesNotContain(
        "MINE", Configurations.RenderCheck(Head + "  match: '%{MINE:t}'\n  value: '{{.t}}'\nimports: [{type: grok_patterns, file: nowhere}]\n"), StringComparison.Ordinal);

    [Fact]
    public void Warns_of_a_reference_that_is_not_closed() => Assert.Equal(
        """
        c.yml:9:13: warning LT0517: The reference `%{NUMBER:v` is not closed, so it is matched as this text.
              match: 'a %{NUMBER:v (?<t>x)'
                        ^^^^^^^^^^
        hint: Add the missing `}`.

        """,
        Configurations.RenderCheck(Head + "  match: 'a %{NUMBER:v (?<t>x)'\n  value: '{{.t}}'\n"));

    // The template begins in column 11.
    [Theory]
    [InlineData("{{if .nope}}{{end}}", 16)]
    [InlineData("{{with eq .t .nope}}{{end}}", 24)]
    [InlineData("{{if .t}}{{else if  .nope}}{{end}}", 31)]
    [InlineData("{{range $i, $x := .nope}}{{end}}", 29)]
    [InlineData("{{define \"x\"}}{{end}}{{template \"x\" .nope}}", 47)]
    public void Says_where_in_an_action_a_field_is_unknown(string template, int column) => Assert.StartsWith(
        $"c.yml:10:{column}: error LT0412: grok field nope not found in match pattern.\n",
        Configurations.RenderCheck(Head + "  match: '(?<t>.*)'\n  value: '" + template + "'\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(200, "")]
    [InlineData(201, "c.yml:10:3023: error LT0414: The template of value is wrong: More than 200 branches are chained here.")]
    public void Bounds_how_many_branches_are_chained(int branches, string expected)
    {
        var chain = "{{if .t}}1" + string.Concat(Enumerable.Repeat("{{else if .t}}2", branches)) + "{{end}}";
        Assert.StartsWith(expected, Configurations.RenderCheck(Head + "  match: '(?<t>.*)'\n  value: '" + chain + "'\n") + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public void Says_in_which_line_a_tab_indents() => Assert.StartsWith(
        "c.yml:4:1: error LT0401: This is no valid YAML: ",
        Configurations.Render("global:\n  config_version: 3\ninput:\n\ttype: stdin\nmetrics: []\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("^(?<n>a)?(?(<n>)%{INT:t}|(?<u>c))$")]
    [InlineData("(?<t>a){3,1}")]
    [InlineData(@"(?<t>a)\yb\Y")]
    public void Accepts_what_Oniguruma_has(string expression) =>
        Assert.Equal("", Configurations.RenderCheck($"{Head}  match: '{expression}'\n  value: '{{{{.t}}}}'\n"));
}
