using LogTail.Metrics;

namespace LogTail.Tests.Metrics;

public sealed class MetricStoreTests
{
    private readonly MetricStore _store = new();
    private readonly LabelBuffer _labels = new();

    [Fact]
    public void A_counter_without_keys_is_there_before_the_first_line()
    {
        var family = Assert.IsType<IntFamily>(_store.Add(Described.Counter("hits")));

        Assert.Equal(1, family.Count);
        Assert.Equal(0, family.Scalar().Value);
        Assert.Equal(0, family.Scalar().TimeNanos);
    }

    [Fact]
    public void Gauges_texts_and_whatever_has_keys_appear_when_first_touched()
    {
        MetricDescription[] declared = [Described.Gauge("g"), Described.FloatGauge("f"), Described.Text("t"), Described.Counter("c", "k")];

        Assert.All(declared, description => Assert.Equal(0, _store.Add(description).Count));
    }

    [Fact]
    public void Reload_carries_the_series_over_and_takes_the_new_description()
    {
        var before = (IntFamily)_store.Add(Described.Counter("hits", "k"));
        before.GetOrAdd(_labels.With("x")).Add(3, 1);

        var after = _store.Add(Described.Counter("hits", "k") with { Source = "a.mtail:7:9", Limit = 10 });

        Assert.Same(before, after);
        Assert.Equal("a.mtail:7:9", after.Description.Source);
        Assert.Equal(3, before.GetOrAdd(_labels.With("x")).Value);
        Assert.Single(_store.Families);
    }

    [Fact]
    public void Reload_with_other_keys_type_or_bounds_starts_anew()
    {
        ((IntFamily)_store.Add(Described.Gauge("g", "k"))).GetOrAdd(_labels.With("x")).Add(3, 1);
        _store.Add(Described.Histogram("h", [1, 2]));

        Assert.Equal(0, _store.Add(Described.Gauge("g", "other")).Count);
        Assert.IsType<FloatFamily>(_store.Add(Described.FloatGauge("g", "other")));
        Assert.Equal([1, 2.5], _store.Add(Described.Histogram("h", [1, 2.5])).Description.Bounds.ToArray());
        Assert.Equal(2, _store.Families.Count);
    }

    [Fact]
    public void Another_kind_under_the_same_name_is_refused_whatever_program_has_it()
    {
        _store.Add(Described.Counter("hits"));

        var clash = Assert.Throws<MetricKindClashException>(
            () => _store.Add(Described.Gauge("hits") with { Program = "b.mtail", Source = "b.mtail:2:7" }));

        Assert.Equal(
            "Metric `hits` is declared as a gauge at b.mtail:2:7, but it is already a counter, declared at a.mtail:1:9.",
            clash.Message);
        Assert.Single(_store.Families);
    }

    [Fact]
    public void A_reload_may_change_a_kind_once_the_stale_family_is_gone()
    {
        _store.Add(Described.Counter("hits"));
        _store.Add(Described.Counter("kept"));
        MetricDescription[] declared = [Described.Gauge("hits"), Described.Counter("kept")];

        _store.RemoveStale("a.mtail", declared);

        Assert.Equal(["kept"], _store.Families.Select(family => family.Description.Name));
    }

    [Fact]
    public void Two_programs_may_export_one_name_and_one_may_leave()
    {
        _store.Add(Described.Counter("hits"));
        _store.Add(Described.Counter("hits") with { Program = "b.mtail" });

        _store.RemoveProgram("a.mtail");

        Assert.Equal(["b.mtail"], _store.Families.Select(family => family.Description.Program));
    }

    [Fact]
    public void A_series_goes_when_it_was_not_updated_for_its_expiry()
    {
        var family = (IntFamily)_store.Add(Described.Counter("hits", "k"));
        var second = TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerSecond;
        family.GetOrAdd(_labels.With("old")).Add(1, 100 * second);
        family.GetOrAdd(_labels.With("fresh")).Add(1, 101 * second);
        family.GetOrAdd(_labels.With("eternal")).Add(1, 0);
        Assert.True(family.SetExpiry(_labels.With("old"), TimeSpan.FromSeconds(10)));
        Assert.True(family.SetExpiry(_labels.With("fresh"), TimeSpan.FromSeconds(10)));

        _store.Expire(DateTimeOffset.FromUnixTimeSeconds(111));

        Assert.False(family.Remove(_labels.With("old")));
        Assert.True(family.Remove(_labels.With("fresh")));
        Assert.True(family.Remove(_labels.With("eternal")));
    }

    [Fact]
    public void Expiry_of_a_series_that_is_not_there_is_refused()
    {
        var family = _store.Add(Described.Counter("hits", "k"));

        Assert.False(family.SetExpiry(_labels.With("x"), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Expiry_of_zero_removes_at_once()
    {
        var family = (IntFamily)_store.Add(Described.Counter("hits", "k"));
        family.GetOrAdd(_labels.With("x"));

        Assert.True(family.SetExpiry(_labels.With("x"), TimeSpan.Zero));

        Assert.Equal(0, family.Count);
    }

    [Fact]
    public void At_its_limit_a_family_gives_up_the_series_with_the_oldest_timestamp()
    {
        var family = (IntFamily)_store.Add(Described.Counter("hits", "k") with { Limit = 2 });
        family.GetOrAdd(_labels.With("first")).Add(1, 30);
        family.GetOrAdd(_labels.With("second")).Add(1, 20);

        family.GetOrAdd(_labels.With("third")).Add(1, 40);

        Assert.Equal(2, family.Count);
        Assert.False(family.Remove(_labels.With("second")));
    }

    [Fact]
    public void Of_equally_old_series_the_one_made_first_goes()
    {
        var family = (IntFamily)_store.Add(Described.Counter("hits", "k") with { Limit = 2 });
        family.GetOrAdd(_labels.With("first")).Add(1, 20);
        family.GetOrAdd(_labels.With("second")).Add(1, 20);

        family.GetOrAdd(_labels.With("third")).Add(1, 20);

        Assert.False(family.Remove(_labels.With("first")));
        Assert.True(family.Remove(_labels.With("second")));
    }

    [Fact]
    public void A_limit_lowered_by_a_reload_holds_from_the_next_expiry_on()
    {
        var family = (IntFamily)_store.Add(Described.Counter("hits", "k"));
        for (var i = 0; i < 10; i++)
        {
            family.GetOrAdd(_labels.With($"{i}")).Add(1, i);
        }

        _store.Add(Described.Counter("hits", "k") with { Limit = 3 });
        _store.Expire(DateTimeOffset.UnixEpoch);

        Assert.Equal(3, family.Count);
        Assert.True(family.Remove(_labels.With("9")));
    }

    [Fact]
    public void A_full_family_counts_what_it_refuses_and_goes_on_with_what_it_has()
    {
        var store = new MetricStore(new MetricStoreOptions { MaxSeriesPerFamily = 1 });
        var family = (IntFamily)store.Add(Described.Counter("hits", "k"));
        family.GetOrAdd(_labels.With("x")).Add(1, 1);

        family.GetOrAdd(_labels.With("y")).Add(1, 1);
        family.GetOrAdd(_labels.With("z")).Add(1, 1);
        family.GetOrAdd(_labels.With("x")).Add(1, 1);

        Assert.Equal(1, family.Count);
        Assert.Equal(2, family.GetOrAdd(_labels.With("x")).Value);
        Assert.Equal(2, store.CountDroppedSeries());
    }
}
