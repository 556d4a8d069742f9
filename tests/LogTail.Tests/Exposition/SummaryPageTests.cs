using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Tests.Metrics;

namespace LogTail.Tests.Exposition;

/// <summary>A summary in every format. Prometheus' is the text format's; the others carry what they can.</summary>
public sealed class SummaryPageTests
{
    private readonly MetricStore _store = new();

    public SummaryPageTests()
    {
        var family = (SummaryFamily)_store.Add(Described.Summary("took", [new(0.5, 0.05), new(0.99, 0.001)]) with { Keys = ["by"] });
        var series = family.GetOrAdd(new LabelBuffer().With("x"));
        series.Observe(1.5, 1795172008_999_999_999);
        series.Observe(2.5, 1795172008_999_999_999);
    }

    [Fact]
    public void Prometheus_has_quantiles_sum_and_count()
    {
        Assert.Equal(
            """
            # HELP took defined at a.mtail:1:9
            # TYPE took summary
            took{by="x",prog="a.mtail",quantile="0.5"} 1.5
            took{by="x",prog="a.mtail",quantile="0.99"} 2.5
            took_sum{by="x",prog="a.mtail"} 4
            took_count{by="x",prog="a.mtail"} 2

            """,
            Written.Prometheus(_store));
    }

    [Fact]
    public void An_empty_window_is_NaN()
    {
        var store = new MetricStore();
        store.Add(Described.Summary("s", new QuantileTarget(0.5, 0.05)));
        Assert.Equal(
            """
            # HELP s defined at a.mtail:1:9
            # TYPE s summary
            s{prog="a.mtail",quantile="0.5"} NaN
            s_sum{prog="a.mtail"} 0
            s_count{prog="a.mtail"} 0

            """,
            Written.Prometheus(store));
        Assert.Contains("\"0.5\": null", Written.JsonObject(store), StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_of_its_samples_are_taken()
    {
        _store.Add(Described.Counter("took_count"));
        Assert.Throws<SampleCollisionException>(() => Written.Prometheus(_store));
    }

    [Fact]
    public void Graphite_has_a_line_for_each_number()
    {
        Assert.Equal(
            """
            a.mtail.took.by.x.quantile_0_5 1.5 1795172008
            a.mtail.took.by.x.quantile_0_99 2.5 1795172008
            a.mtail.took.by.x.count 2 1795172008
            a.mtail.took.by.x 4 1795172008

            """,
            Written.Text(output => Graphite.Write(_store.TakeSnapshot(), output, "", includeTexts: false)));
    }

    [Fact]
    public void Statsd_has_gauges_in_one_datagram()
    {
        var datagrams = Statsd.Datagrams(_store.TakeSnapshot(), "").Select(bytes => System.Text.Encoding.UTF8.GetString(bytes.Span));
        Assert.Equal(["a.mtail.took.by.x.quantile_0_5:1.5|g\na.mtail.took.by.x.quantile_0_99:2.5|g\na.mtail.took.by.x.sum:4|g\na.mtail.took.by.x.count:2|g"], datagrams);
    }
}
