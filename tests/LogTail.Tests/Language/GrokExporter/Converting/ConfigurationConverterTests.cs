namespace LogTail.Tests.Language.GrokExporter.Converting;

/// <summary>What a converted program says that it lacks. That the rest counts the same, the cases of LogTail.Conformance show.</summary>
public class ConfigurationConverterTests
{
    [Theory]
    [InlineData("'{{index .f 0}}'", "13:11 m: `index` into a text gives the number of a byte; the language has none. The metric is left out.")]
    [InlineData("'{{range .f}}x{{end}}'", "13:11 m: Only the line knows over what this `range` goes. The metric is left out.")]
    [InlineData("'{{printf \"%q\" .f}}'", "13:18 m: This format does more than to print texts as they are. The metric is left out.")]
    [InlineData("'{{gsub .f \"a*\" \"b\"}}'", "13:11 m: What this `gsub` looks for, or puts in, is not the same in the language. The metric is left out.")]
    [InlineData("'{{if eq .f 1}}x{{end}}'", "13:20 m: Values of two kinds, or of a kind that the line decides, are compared here. The metric is left out.")]
    [InlineData("'{{divide 1 .f}}'", "13:20 m: It divides by what may be zero. The metric is left out.")]
    [InlineData("|-\n      {{index .f 0}}", "13:8 m: `index` into a text gives the number of a byte; the language has none. The metric is left out.")]
    public void Says_where_and_why_a_metric_is_left_out(string template, string expected)
    {
        var converted = Configurations.Convert(
            $"""
            global:
              config_version: 3
            input:
              type: stdin
            metrics:
            - type: gauge
              name: m
              help: h
              match: (?<f>\S+)
              value: '1'
              cumulative: true
              labels:
                l: {template}

            """);
        var difference = Assert.Single(converted.Differences);
        var place = difference.Text!.PositionOf(difference.Span.Start);
        Assert.Equal(expected, $"{place.Line}:{place.Column} {difference.Message}");
        Assert.NotNull(difference.Hint);
        Assert.Contains($"# Differs: c.yml:13: {difference.Message}\n#   hint: {difference.Hint}\n", converted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gauge m", converted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_a_time_without_a_year_is_of_another_year()
    {
        var converted = Configurations.Convert(
            "global:\n  config_version: 3\ninput:\n  type: stdin\nmetrics:\n- type: gauge\n  name: m\n  help: h\n  match: (?<f>.+)\n  value: '{{timestamp \"Jan 2 15:04:05\" .f}}'\n");
        var difference = Assert.Single(converted.Differences);
        Assert.Equal("m: A time without a year is of the year 0 in a configuration, and of the present one in a program. The metric is left out.", difference.Message);
        Assert.Equal("If the present year is meant, write `strptime(…, \"Jan 2 15:04:05\")` and `timestamp()` in the program.", difference.Hint);
    }

    [Fact]
    public void Names_no_stored_text_like_a_metric()
    {
        var labels = string.Concat(Enumerable.Range(0, 7).Select(i => $$$"""    l{{{i}}}: '{{if eq .f "{{{i}}}"}}a{{else}}b{{end}}'""" + "\n"));
        var converted = Configurations.Convert(
            "global:\n  config_version: 3\ninput:\n  type: stdin\nmetrics:\n- type: counter\n  name: case1\n  help: h\n  match: (?<f>\\S+)\n  labels:\n" + labels);
        Assert.Empty(converted.Differences);
        Assert.Contains("counter case1 by l0, l1, l2, l3, l4, l5, l6\nhidden text case1_\nhidden text case2\n", converted.Text, StringComparison.Ordinal);
    }
}
