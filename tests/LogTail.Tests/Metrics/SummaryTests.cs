using LogTail.Metrics;
using LogTail.Metrics.Restoring;

namespace LogTail.Tests.Metrics;

/// <summary>Summaries: exact up to 500 observations, within the declared errors beyond, over a window of five parts (spec/grok.md §8.2).</summary>
public sealed class SummaryTests
{
    private readonly SetClock _clock = new();
    private readonly MetricStore _store;

    public SummaryTests() => _store = new MetricStore(new MetricStoreOptions { Clock = _clock });

    // Nearest rank: the value at ceil(n * q), counted from 1.
    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.5, 250)]
    [InlineData(0.501, 251)]
    [InlineData(0.99, 495)]
    [InlineData(1.0, 500)]
    public void Five_hundred_observations_are_ranked_exactly(double quantile, double expected)
    {
        var series = Summary(new QuantileTarget(quantile, 0.05));
        foreach (var value in Shuffled(500))
        {
            series.Observe(value, 1);
        }

        Assert.Equal(expected, Read().QuantileOf(0, 0));
        Assert.Equal(500, Read().ObservationsOf(0));
        Assert.Equal(500 * 501 / 2, Read().SumOf(0));
    }

    [Fact]
    public void One_observation_is_every_quantile_and_none_is_none()
    {
        var series = Summary(new QuantileTarget(0.01, 0.05), new QuantileTarget(0.99, 0.05));
        Assert.True(double.IsNaN(Read().QuantileOf(0, 0)));
        series.Observe(7, 1);
        Assert.Equal((7, 7), (Read().QuantileOf(0, 0), Read().QuantileOf(0, 1)));
    }

    [Theory]
    [InlineData("shuffled")]
    [InlineData("rising")]
    [InlineData("falling")]
    [InlineData("zigzag")]
    [InlineData("few")]
    public void Many_observations_are_ranked_within_the_errors(string order)
    {
        const int Count = 200_000;
        QuantileTarget[] targets = [new(0, 0.01), new(0.01, 0.001), new(0.5, 0.05), new(0.9, 0.01), new(0.99, 0.001), new(0.999, 0.0001), new(1, 0.01)];
        var series = Summary(targets);
        double[] values = order switch
        {
            "rising" => [.. Enumerable.Range(1, Count).Select(i => (double)i)],
            "falling" => [.. Enumerable.Range(1, Count).Select(i => (double)(Count - i))],
            "zigzag" => [.. Enumerable.Range(1, Count).Select(i => (double)(i % 2 == 0 ? i : Count - i))],
            "few" => [.. Enumerable.Range(1, Count).Select(i => (double)(i * 7919 % 5))],
            _ => Shuffled(Count),
        };
        foreach (var value in values)
        {
            series.Observe(value, 1);
        }

        Array.Sort(values);
        for (var i = 0; i < targets.Length; i++)
        {
            var told = Read().QuantileOf(0, i);
            var (lowest, highest) = RanksOf(values, told);
            var wanted = Math.Max(1, Math.Ceiling(Count * targets[i].Quantile));
            var miss = Math.Max(0, Math.Max(lowest - wanted, wanted - highest));
            Assert.True(miss <= Count * targets[i].Error, $"{order} {targets[i]}: {told} has the ranks {lowest} to {highest}, wanted {wanted}");
        }
    }

    [Fact]
    public void What_is_no_number_is_counted_but_not_ranked()
    {
        var series = Summary(new QuantileTarget(0.5, 0.05));
        series.Observe(double.NaN, 1);
        series.Observe(3, 1);
        Assert.Equal(3, Read().QuantileOf(0, 0));
        Assert.Equal(2, Read().ObservationsOf(0));
        Assert.True(double.IsNaN(Read().SumOf(0)));
    }

    // Ten minutes in parts of two: what came in the first two is there until the tenth, and gone then.
    [Fact]
    public void Old_observations_leave_the_window_but_stay_in_count_and_sum()
    {
        var series = Summary(new QuantileTarget(1, 0.01));
        series.Observe(100, 1);
        _clock.Advance(TimeSpan.FromMinutes(5));
        series.Observe(1, 1);
        _clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(100, Read().QuantileOf(0, 0));
        _clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(1, Read().QuantileOf(0, 0));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(double.IsNaN(Read().QuantileOf(0, 0)));
        Assert.Equal((2L, 101.0), (Read().ObservationsOf(0), Read().SumOf(0)));
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_keep_observations_for_ever()
    {
        _clock.Advance(TimeSpan.FromDays(1));
        var series = Summary(new QuantileTarget(1, 0.01));
        _clock.Advance(TimeSpan.FromDays(-1));
        series.Observe(100, 1);
        _clock.Advance(TimeSpan.FromMinutes(11));
        Assert.True(double.IsNaN(Read().QuantileOf(0, 0)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(600)]
    [InlineData(20_000)]
    public void Goes_on_after_it_was_saved(int count)
    {
        QuantileTarget[] targets = [new(0.5, 0.05), new(0.99, 0.001)];
        var series = Summary(targets);
        foreach (var value in Shuffled(count))
        {
            series.Observe(value, 5);
        }

        _clock.Advance(TimeSpan.FromMinutes(3));
        var saved = _store.TakeSnapshot(includeHidden: true, includeWindows: true).Families[0];
        var other = new MetricStore(new MetricStoreOptions { Clock = _clock });
        var family = other.Add(Described.Summary("s", targets));
        Assert.True(family.TryRestore(new SavedSeries(saved.LabelTextOf(0), 5, 0, saved.NumbersOf(0), "", saved.WindowOf(0)), new LabelBuffer()));

        var restored = other.TakeSnapshot().Families[0];
        Assert.Equal(saved.NumbersOf(0).ToArray(), restored.NumbersOf(0).ToArray());
        _clock.Advance(TimeSpan.FromMinutes(8));
        Assert.True(double.IsNaN(other.TakeSnapshot().Families[0].QuantileOf(0, 0)));
    }

    [Theory]
    [InlineData()]
    [InlineData(1L)]
    [InlineData(1L, 0L, 0L, 0L, 0L)]
    [InlineData(1L, 2L, 0L, 0L, 0L, 0L)]
    [InlineData(1L, -1L, 0L, 0L, 0L, 0L)]
    [InlineData(1L, long.MaxValue, 0L, 0L, 0L, 0L)]
    [InlineData(1L, 0L, 0L, 0L, 0L, 0L, 7L)]
    public void A_damaged_window_is_an_empty_one(params long[] window)
    {
        var family = _store.Add(Described.Summary("s", new QuantileTarget(0.5, 0.05)));
        long[] numbers = [4, BitConverter.DoubleToInt64Bits(8), 0];
        Assert.True(family.TryRestore(new SavedSeries([], 5, 0, numbers, "", window), new LabelBuffer()));
        Assert.True(double.IsNaN(Read().QuantileOf(0, 0)));
        Assert.Equal((4L, 8.0), (Read().ObservationsOf(0), Read().SumOf(0)));
    }

    [Fact]
    public void A_window_that_did_not_change_is_written_out_once()
    {
        var series = Summary(new QuantileTarget(0.5, 0.05));
        series.Observe(1, 1);
        var first = _store.TakeSnapshot(includeWindows: true);
        var second = _store.TakeSnapshot(includeWindows: true);
        Assert.True(first.Families[0].WindowOf(0).Overlaps(second.Families[0].WindowOf(0)));
        series.Observe(2, 1);
        var third = _store.TakeSnapshot(includeWindows: true);
        Assert.NotEqual(second.Families[0].WindowOf(0).ToArray(), third.Families[0].WindowOf(0).ToArray());
        _clock.Advance(TimeSpan.FromMinutes(10));
        var fourth = _store.TakeSnapshot(includeWindows: true);
        Assert.NotEqual(third.Families[0].WindowOf(0).ToArray(), fourth.Families[0].WindowOf(0).ToArray());
    }

    [Fact]
    public void Other_quantiles_or_another_window_make_another_metric()
    {
        var family = _store.Add(Described.Summary("s", new QuantileTarget(0.5, 0.05)));
        Assert.True(family.CanContinueAs(Described.Summary("s", new QuantileTarget(0.5, 0.05)) with { Limit = 3 }));
        Assert.False(family.CanContinueAs(Described.Summary("s", new QuantileTarget(0.5, 0.01))));
        Assert.False(family.CanContinueAs(Described.Summary("s", new QuantileTarget(0.5, 0.05)) with { MaxAge = TimeSpan.FromMinutes(1) }));
    }

    private SummarySeries Summary(params QuantileTarget[] targets) => ((SummaryFamily)_store.Add(Described.Summary("s", targets))).Scalar();

    private FamilySnapshot Read() => _store.TakeSnapshot().Families[0];

    private static double[] Shuffled(int count)
    {
        var values = Enumerable.Range(1, count).Select(i => (double)i).ToArray();
        new Random(4711).Shuffle(values);
        return values;
    }

    private static (int Lowest, int Highest) RanksOf(double[] sorted, double value) =>
        (Array.IndexOf(sorted, value) + 1, Array.LastIndexOf(sorted, value) + 1);

    private sealed class SetClock : TimeProvider
    {
        private DateTimeOffset _now = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public void Advance(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
