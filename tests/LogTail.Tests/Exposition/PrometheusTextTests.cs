using System.Buffers;
using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;
using LogTail.Tests.Metrics;

namespace LogTail.Tests.Exposition;

public sealed class PrometheusTextTests
{
    private readonly MetricStore _store = new();
    private readonly LabelBuffer _labels = new();

    [Fact]
    public void Nothing_to_say_is_an_empty_page()
    {
        _store.Add(Described.Gauge("untouched"));
        _store.Add(Described.Text("text"));

        Assert.Equal("", Written.Prometheus(_store));
    }

    [Fact]
    public void Labels_are_sorted_by_name_with_the_program_among_them()
    {
        ((IntFamily)_store.Add(Described.Counter("hits", "z", "a"))).GetOrAdd(_labels.With("1", "say \"hi\"\\\n")).Add(1_000_000, 1);

        Assert.Equal(
            """
            # HELP hits defined at a.mtail:1:9
            # TYPE hits counter
            hits{a="say \"hi\"\\\n",prog="a.mtail",z="1"} 1e+06

            """,
            Written.Prometheus(_store));
    }

    [Fact]
    public void Buckets_are_cumulative_and_their_bound_is_the_last_label()
    {
        var histogram = (HistogramFamily)_store.Add(Described.Histogram("h", [0.5, 1], "k"));
        histogram.GetOrAdd(_labels.With("v")).Observe(0.25, 1);
        histogram.GetOrAdd(_labels.With("v")).Observe(0.75, 1);
        histogram.GetOrAdd(_labels.With("v")).Observe(double.NaN, 1);

        Assert.Equal(
            """
            # HELP h defined at a.mtail:1:9
            # TYPE h histogram
            h_bucket{k="v",prog="a.mtail",le="0.5"} 1
            h_bucket{k="v",prog="a.mtail",le="1"} 2
            h_bucket{k="v",prog="a.mtail",le="+Inf"} 2
            h_sum{k="v",prog="a.mtail"} NaN
            h_count{k="v",prog="a.mtail"} 3

            """,
            Written.Prometheus(_store));
    }

    [Fact]
    public void Without_any_label_there_are_no_braces()
    {
        ((IntFamily)_store.Add(Described.Gauge("g"))).Scalar().Set(-5, 1);
        _store.Add(Described.Histogram("h", [1]));

        var text = Written.Prometheus(_store, new PrometheusTextOptions { EmitProgLabel = false });

        Assert.Contains("\ng -5\n", text, StringComparison.Ordinal);
        Assert.Contains("\nh_bucket{le=\"1\"} 0\nh_bucket{le=\"+Inf\"} 0\nh_sum 0\nh_count 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_were_not_utf8_are_replaced()
    {
        ((IntFamily)_store.Add(Described.Counter("c", "k"))).GetOrAdd(_labels.With("a\uF7E9b")).Add(1, 1);

        Assert.Contains("c{k=\"a\uFFFDb\",prog=\"a.mtail\"} 1\n", Written.Prometheus(_store), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_format_cannot_carry_is_left_out_with_a_warning()
    {
        _store.Add(Described.Counter("1st"));
        ((IntFamily)_store.Add(Described.Counter("c", "a-b"))).GetOrAdd(_labels.With("x"));
        ((IntFamily)_store.Add(Described.Counter("d", "prog"))).GetOrAdd(_labels.With("x"));
        ((IntFamily)_store.Add(Described.Counter("e", "__name"))).GetOrAdd(_labels.With("x"));
        ((IntFamily)_store.Add(Described.Counter("f", "bad-but-empty"))).Remove(_labels.With("x"));

        PrometheusText.Write(_store.TakeSnapshot(), new ArrayBufferWriter<byte>(), new PrometheusTextOptions(), out var warnings);

        Assert.Equal("", Written.Prometheus(_store));
        Assert.Equal(
            [
                "Metric `1st`, declared at a.mtail:1:9, is not exported to Prometheus: its name is not valid there.",
                "Metric `c`, declared at a.mtail:1:9, is not exported to Prometheus: its label name `a-b` is not valid there.",
                "Metric `d`, declared at a.mtail:1:9, is not exported to Prometheus: its label `prog` would stand beside the one that names the program.",
                "Metric `e`, declared at a.mtail:1:9, is not exported to Prometheus: its label name `__name` is not valid there.",
            ],
            warnings);
    }

    [Fact]
    public void The_same_sample_of_two_programs_is_refused_when_nothing_tells_them_apart()
    {
        Touch(Described.Counter("c", "k"), "x");
        Touch(Described.Counter("c", "k") with { Program = "b.mtail", Source = "b.mtail:2:9" }, "x");
        var options = new PrometheusTextOptions { EmitProgLabel = false };

        Assert.Contains("prog=\"b.mtail\"", Written.Prometheus(_store), StringComparison.Ordinal);
        var collision = Assert.Throws<SampleCollisionException>(() => Written.Prometheus(_store, options));

        Assert.Equal("Two samples of `c` have the same labels: one is declared at a.mtail:1:9, the other at b.mtail:2:9.", collision.Message);
    }

    [Fact]
    public void Different_samples_of_two_programs_are_one_family_without_the_program()
    {
        Touch(Described.Counter("c", "k"), "x");
        Touch(Described.Counter("c", "k") with { Program = "b.mtail" }, "a");

        Assert.EndsWith("c{k=\"a\"} 1\nc{k=\"x\"} 1\n", Written.Prometheus(_store, new PrometheusTextOptions { EmitProgLabel = false }), StringComparison.Ordinal);
    }

    // mtail -one_shot ends with exit status 1 and no output for each of these.
    [Fact]
    public void Two_series_that_differ_only_in_a_key_that_is_exported_once_are_refused()
    {
        Touch(Described.Counter("c", "k", "k"), "1", "x");
        Touch(Described.Counter("c", "k", "k"), "2", "x");

        Assert.Throws<SampleCollisionException>(() => Written.Prometheus(_store));
    }

    [Fact]
    public void Nothing_is_written_when_the_page_is_refused()
    {
        Touch(Described.Counter("a-b"));
        Touch(Described.Counter("a_b") with { Source = "a.mtail:2:9" });
        var output = new ArrayBufferWriter<byte>();

        var collision = Assert.Throws<SampleCollisionException>(
            () => PrometheusText.Write(_store.TakeSnapshot(), output, new PrometheusTextOptions(), out _));

        Assert.Equal("Metrics `a-b` (declared at a.mtail:1:9) and `a_b` (declared at a.mtail:2:9) are both exported as `a_b`.", collision.Message);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void The_process_own_metrics_are_merged_by_name()
    {
        Touch(Described.Counter("logtail_middle"));
        var registry = new SelfMetricRegistry();
        registry.Counters("logtail_lines_total", "Lines\nread.", ["file"]).For("a\"b").Add(3);
        registry.Gauge("logtail_zone", "Z.").Set(0.5);
        registry.Counters("logtail_unused_total", "No series.", ["file"]);
        registry.Counter("mtail_lines_total", "As mtail names it.", SelfMetricKind.Untyped);
        registry.Histograms("logtail_scrape_seconds", "Scrapes.", [0.1], ["format"]).For("json").Observe(0.25);

        Assert.Equal(
            """
            # HELP logtail_lines_total Lines\nread.
            # TYPE logtail_lines_total counter
            logtail_lines_total{file="a\"b"} 3
            # HELP logtail_middle defined at a.mtail:1:9
            # TYPE logtail_middle counter
            logtail_middle{prog="a.mtail"} 1
            # HELP logtail_scrape_seconds Scrapes.
            # TYPE logtail_scrape_seconds histogram
            logtail_scrape_seconds_bucket{format="json",le="0.1"} 0
            logtail_scrape_seconds_bucket{format="json",le="+Inf"} 1
            logtail_scrape_seconds_sum{format="json"} 0.25
            logtail_scrape_seconds_count{format="json"} 1
            # HELP logtail_zone Z.
            # TYPE logtail_zone gauge
            logtail_zone 0.5
            # HELP mtail_lines_total As mtail names it.
            # TYPE mtail_lines_total untyped
            mtail_lines_total 0

            """,
            Page(registry, out _));
    }

    [Fact]
    public void A_program_cannot_take_the_name_of_a_metric_of_the_process()
    {
        Touch(Described.Counter("logtail_lines_total"));
        var registry = new SelfMetricRegistry();
        registry.Counter("logtail_lines_total", "Lines.").Add(7);

        var text = Page(registry, out var warnings);

        Assert.EndsWith("counter\nlogtail_lines_total 7\n", text, StringComparison.Ordinal);
        Assert.Contains("belongs to a metric of the process itself", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_page_comes_in_pieces_that_make_the_whole()
    {
        for (var i = 0; i < 5000; i++)
        {
            Touch(Described.Counter("c", "k"), $"label value number {i}");
        }

        var page = PrometheusText.Open(_store.TakeSnapshot(), [], new PrometheusTextOptions(), out _);
        var (text, pieces) = Written.Pieces(page);

        Assert.InRange(pieces, 4, 6);
        Assert.Equal(Written.Prometheus(_store), text);
        Assert.Equal(5002, text.Count(c => c == '\n'));
    }

    [Fact]
    public void A_label_as_long_as_a_line_may_be_fits()
    {
        var value = new string('x', 1 << 20);
        Touch(Described.Counter("c", "k"), value);

        Assert.Contains(value, Written.Prometheus(_store), StringComparison.Ordinal);
    }

    private string Page(SelfMetricRegistry registry, out IReadOnlyList<string> warnings)
    {
        var page = PrometheusText.Open(_store.TakeSnapshot(), registry.TakeSnapshot(), new PrometheusTextOptions(), out warnings);
        return Written.Text(page.WriteAll);
    }

    private void Touch(MetricDescription description, params string[] labels) =>
        ((IntFamily)_store.Add(description)).GetOrAdd(_labels.With(labels)).Add(1, 1);
}
