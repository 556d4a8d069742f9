using LogTail.Metrics;

namespace LogTail.Tests.Language.Checking;

/// <summary>What the metric store is told (spec/mtail-language.md §4.1, §7.7).</summary>
public class MetricTests
{
    [Fact]
    public void Describes_a_metric_with_everything()
    {
        var metric = Programs.Accepted("hidden histogram h by x, \"y\" buckets 0, 1.5, 1e3 as \"h-2\" limit 5\n/(.*)/ { h[$1][\"a\"] = 1 }").Metrics[0];
        Assert.Equal("h", metric.Identifier);
        Assert.Equal("h-2", metric.Description.Name);
        Assert.Equal("p.mtail", metric.Description.Program);
        Assert.Equal(MetricKind.Histogram, metric.Description.Kind);
        Assert.Equal(MetricValueType.Buckets, metric.Description.Type);
        Assert.True(metric.Description.Hidden);
        Assert.Equal(["x", "y"], metric.Description.Keys.ToArray());
        Assert.Equal([0, 1.5, 1000], metric.Description.Bounds.ToArray());
        Assert.Equal(5, metric.Description.Limit);
    }

    // The sources are those in the JSON of the real mtail.
    [Theory]
    [InlineData("counter foo\n", "p.mtail:1:9-11")]
    [InlineData("counter c\n", "p.mtail:1:9")]
    [InlineData("hidden gauge  f\n", "p.mtail:1:15")]
    [InlineData("\tcounter é\n", "p.mtail:1:10-11")]
    [InlineData("counter \"qq\"\n", "p.mtail:1:9-12")]
    [InlineData("\n\nhistogram hh by z buckets 1,2\n", "p.mtail:3:11-12")]
    public void Says_where_a_metric_is_declared_as_mtail_does(string program, string expected) =>
        Assert.Equal(expected, Programs.Accepted(program).Metrics[0].Description.Source);

    // Recorded with the real mtail: Type in its JSON.
    [Theory]
    [InlineData("m = $i", MetricValueType.Int)]
    [InlineData("m = $f", MetricValueType.Float)]
    [InlineData("m = $s", MetricValueType.String)]
    [InlineData("m += $f", MetricValueType.Float)]
    [InlineData("m = 1\nm = $f", MetricValueType.Int)]
    [InlineData("m = $f\nm = 1", MetricValueType.Float)]
    [InlineData("m = $s\nm = 1", MetricValueType.String)]
    [InlineData("m++", MetricValueType.Int)]
    [InlineData("m = $i * 1.5", MetricValueType.Float)]
    [InlineData("m = $i + $s", MetricValueType.String)]
    [InlineData("m = $f + $s", MetricValueType.String)]
    [InlineData("m = float($i)", MetricValueType.Float)]
    [InlineData("m = int($s)", MetricValueType.Int)]
    [InlineData("m = len($s)", MetricValueType.Int)]
    [InlineData("m = strtol($s, 16)", MetricValueType.Int)]
    [InlineData("m = timestamp()", MetricValueType.Int)]
    [InlineData("m = getfilename()", MetricValueType.String)]
    [InlineData("m = $i & 3", MetricValueType.Int)]
    [InlineData("m = 1 + 1.5", MetricValueType.Float)]
    [InlineData("m = 2 ** 3", MetricValueType.Int)]
    [InlineData("m = n", MetricValueType.Int)]
    [InlineData("m == 0 { n++ }\nm = 1.5", MetricValueType.Int)]
    [InlineData("m > 1.5 { n++ }\nm = 1", MetricValueType.Float)]
    [InlineData("len(m) > 1 { n++ }\nm = 1", MetricValueType.String)]
    [InlineData("n = $f + m", MetricValueType.Float)]
    [InlineData("m =~ /x/ { n++ }\nm = $f", MetricValueType.Float)]
    [InlineData("", MetricValueType.Int)]
    public void Infers_the_type_of_a_gauge_from_the_first_that_it_meets(string statements, MetricValueType expected)
    {
        var program = $"gauge m\ngauge n\n/(?P<s>\\S+) (?P<i>\\d+) (?P<f>\\d+\\.\\d+)/ {{\n{statements}\nn = 1\n}}\n";
        Assert.Equal(expected, Programs.Accepted(program).Metrics[0].Description.Type);
    }

    [Theory]
    [InlineData("text t\n// { t = 5 }", MetricValueType.String)]
    [InlineData("counter c by x\n/(\\S+)/ { c[$1] = $1 }", MetricValueType.String)]
    [InlineData("timer t\n// { t = 1.5 }", MetricValueType.Float)]
    public void Other_kinds_have_their_types(string program, MetricValueType expected) =>
        Assert.Equal(expected, Programs.Accepted(program).Metrics[0].Description.Type);

    [Fact]
    public void An_assignment_teaches_only_its_target()
    {
        var metrics = Programs.Accepted("gauge a\ngauge b\na = 1.5\na = b\nb = 1\n").Metrics;
        Assert.Equal(MetricValueType.Int, metrics[1].Description.Type);
    }

    [Fact]
    public void Metrics_stand_in_the_order_of_their_declarations()
    {
        var program = Programs.Accepted("counter a\n/x/ { counter b\nb++ }\na++\ngauge c\nc = 1\n");
        Assert.Equal(["a", "b", "c"], program.Metrics.Select(m => m.Identifier));
    }

    [Theory]
    [InlineData("limit 0", 0)]
    [InlineData("limit -5", 0)]
    [InlineData("", 0)]
    public void A_limit_of_nothing_is_none(string attribute, long expected) =>
        Assert.Equal(expected, Programs.Accepted($"counter c by x {attribute}\n").Metrics[0].Description.Limit);

    [Fact]
    public void Describes_a_summary()
    {
        var metric = Programs.Accepted("summary s by x quantiles 0.99: 0.001, 0.5: 0.05 max_age 5m limit 3\n/(.*) (\\d+\\.\\d+)/ {\n  s[$1] = $2\n}\n").Metrics[0];
        Assert.Equal((MetricKind.Summary, MetricValueType.Quantiles), (metric.Description.Kind, metric.Description.Type));
        Assert.Equal([new QuantileTarget(0.5, 0.05), new QuantileTarget(0.99, 0.001)], metric.Description.Quantiles.ToArray());
        Assert.Equal(TimeSpan.FromMinutes(5), metric.Description.MaxAge);
        Assert.Equal(3, metric.Description.Limit);
    }

    // Recorded with the real mtail, which knows none of these words.
    [Theory]
    [InlineData("counter summary\n/a/ {\n  summary++\n}\n")]
    [InlineData("gauge quantiles\n/(\\d+)/ {\n  quantiles = $1\n}\n")]
    [InlineData("counter max_age by summary\n/a/ {\n  max_age[\"x\"]++\n}\n")]
    public void Words_of_summaries_stay_names_for_programs_of_mtail(string program) => Assert.Single(Programs.Accepted(program).Metrics);

    [Theory]
    [InlineData("summary s quantiles 1.5: 0.1", "A quantile lies between 0 and 1.")]
    [InlineData("summary s quantiles 0.5: 0", "The error of a quantile lies between 0 and 1, without them.")]
    [InlineData("summary s quantiles 0.5: 1", "The error of a quantile lies between 0 and 1, without them.")]
    [InlineData("summary s quantiles 0.5: 0.1, 0.5: 0.2", "This quantile is declared twice.")]
    [InlineData("summary s by quantile quantiles 0.5: 0.1", "A summary has a label `quantile` of its own.")]
    [InlineData("summary s quantiles 0.5: 0.1 max_age 0s", "The window of a summary cannot be empty.")]
    [InlineData("counter s quantiles 0.5: 0.1", "Only a summary has quantiles; `s` is a counter.")]
    [InlineData("gauge s max_age 10m", "Only a summary has a window; `s` is a gauge.")]
    public void Refuses_quantiles_that_cannot_be(string declaration, string message) =>
        Assert.Contains(message, Programs.Render(declaration + "\n"), StringComparison.Ordinal);
}
