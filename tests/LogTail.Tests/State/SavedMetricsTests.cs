using LogTail.Metrics;
using LogTail.State;

namespace LogTail.Tests.State;

/// <summary>What lives on when the program was changed while LogTail was down.</summary>
public sealed class SavedMetricsTests
{
    private readonly MetricStore _store = new();

    [Fact]
    public void A_metric_of_the_same_name_kind_type_and_keys_keeps_its_values()
    {
        var saved = Load();
        var counts = _store.Add(SavedStates.Describe("counts", MetricKind.Counter, MetricValueType.Int, "code", "host") with { Hidden = true, Source = "p.mtail:9:9" });
        saved.Restore("p.mtail", [counts]);
        using var snapshot = _store.TakeSnapshot(includeHidden: true);
        Assert.Equal(-7, snapshot.Families[0].IntOf(0));
    }

    [Theory]
    [InlineData(MetricKind.Gauge, MetricValueType.Int, "code", "host")]
    [InlineData(MetricKind.Counter, MetricValueType.Float, "code", "host")]
    [InlineData(MetricKind.Counter, MetricValueType.Int, "host", "code")]
    [InlineData(MetricKind.Counter, MetricValueType.Int, "code")]
    public void Any_other_metric_begins_anew(MetricKind kind, MetricValueType type, params string[] keys)
    {
        var saved = Load();
        var family = _store.Add(SavedStates.Describe("counts", kind, type, keys));
        saved.Restore("p.mtail", [family]);
        Assert.Equal(0, family.Count);
    }

    [Fact]
    public void Other_bounds_begin_anew()
    {
        var saved = Load();
        var family = _store.Add(SavedStates.Describe("times", MetricKind.Histogram, MetricValueType.Buckets) with { Bounds = [1, 3] });
        saved.Restore("p.mtail", [family]);
        using var snapshot = _store.TakeSnapshot();
        Assert.Equal(0, snapshot.Families[0].ObservationsOf(0));
    }

    [Fact]
    public void A_program_that_does_not_run_yet_keeps_its_metrics_in_the_state()
    {
        var saved = Load();
        Assert.Equal(5, saved.CarriedFor(["p.mtail", "q.mtail"]).Length);
        Assert.Empty(saved.CarriedFor(["q.mtail"]));
        saved.Restore("p.mtail", []);
        Assert.Empty(saved.CarriedFor(["p.mtail"]));
    }

    [Fact]
    public void A_program_that_is_gone_takes_its_metrics_along()
    {
        var saved = Load();
        saved.Forget("p.mtail");
        Assert.Empty(saved.CarriedFor(["p.mtail"]));
    }

    private static SavedMetrics Load() => new(StateFormat.Read(SavedStates.WriteFull(sequence: 1)).Families);
}
