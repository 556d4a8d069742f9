using LogTail.Metrics.SelfMetrics;

namespace LogTail.Tests.Metrics.SelfMetrics;

public sealed class SelfMetricRegistryTests
{
    private readonly SelfMetricRegistry _registry = new();

    [Fact]
    public void Families_are_sorted_by_name_and_their_series_by_labels()
    {
        _registry.Gauge("z_ratio", "Z.").Set(0.5);
        var lines = _registry.Counters("a_total", "A.", ["file", "host"]);
        lines.For("y", "1").Increment();
        lines.For("x", "2").Add(2);
        lines.For("x", "1").Add(3);

        var snapshot = _registry.TakeSnapshot();

        Assert.Equal(["a_total", "z_ratio"], snapshot.Select(family => family.Name));
        Assert.Equal(["x1=3", "x2=2", "y1=1"], snapshot[0].Samples.Select(sample => $"{string.Concat(sample.LabelValues)}={sample.Value}"));
    }

    [Fact]
    public void One_series_is_one_object_until_it_is_removed()
    {
        var lines = _registry.Counters("lines_total", "Lines.", ["file"]);
        lines.For("a").Add(5);
        Assert.Same(lines.For("a"), lines.For("a"));

        lines.Remove("a");
        lines.Remove("b");

        Assert.Empty(_registry.TakeSnapshot()[0].Samples);
        Assert.Equal(0, lines.For("a").Value);
    }

    [Fact]
    public void A_name_belongs_to_one_family()
    {
        _registry.Counter("lines_total", "Lines.");

        Assert.Throws<ArgumentException>(() => _registry.Gauge("lines_total", "Lines."));
    }

    [Fact]
    public void A_reading_without_a_value_has_no_sample()
    {
        var value = double.NaN;
        _registry.Read(SelfMetricKind.Gauge, "age_seconds", "Age.", () => value);
        Assert.Empty(_registry.TakeSnapshot()[0].Samples);

        value = 1.5;

        Assert.Equal(1.5, Assert.Single(_registry.TakeSnapshot()[0].Samples).Value);
    }

    [Fact]
    public void Buckets_are_cumulative()
    {
        var durations = _registry.Histograms("duration_seconds", "Duration.", [0.1, 1], []).For();
        durations.Observe(0.1);
        durations.Observe(0.5);
        durations.Observe(7);

        var samples = _registry.TakeSnapshot()[0].Samples;

        Assert.Equal(
            [("_bucket", 0.1, 1), ("_bucket", 1, 2), ("_bucket", double.PositiveInfinity, 3), ("_sum", null, 7.6), ("_count", null, 3)],
            samples.Select(sample => (sample.Suffix, sample.UpperBound, sample.Value)));
    }

    [Fact]
    public void Additions_from_many_threads_are_all_counted()
    {
        var lines = _registry.Counters("lines_total", "Lines.", ["file"]);
        var durations = _registry.Histograms("duration_seconds", "Duration.", [1], []);

        Parallel.For(0, 1000, i =>
        {
            lines.For(i % 2 == 0 ? "even" : "odd").Increment();
            durations.For().Observe(0.5);
        });

        Assert.Equal((500, 500), (lines.For("even").Value, lines.For("odd").Value));
        Assert.Equal([1000, 1000, 500, 1000], _registry.TakeSnapshot()[0].Samples.Select(sample => sample.Value));
    }
}
