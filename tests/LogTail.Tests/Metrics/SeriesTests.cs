using LogTail.Metrics;

namespace LogTail.Tests.Metrics;

public sealed class SeriesTests
{
    private readonly MetricStore _store = new();
    private readonly LabelBuffer _labels = new();

    [Fact]
    public void Integers_wrap_around()
    {
        var series = ((IntFamily)_store.Add(Described.Gauge("g"))).Scalar();
        series.Set(long.MaxValue, 5);

        Assert.Equal(long.MinValue, series.Add(1, 7));
        Assert.Equal(7, series.TimeNanos);
    }

    [Fact]
    public void A_text_that_is_stored_again_makes_no_new_string()
    {
        var series = ((TextFamily)_store.Add(Described.Text("t"))).Scalar();
        Assert.Equal("", series.Value);
        series.Set("one", 1);
        var stored = series.Value;

        series.Set("one", 2);

        Assert.Same(stored, series.Value);
        Assert.Equal(2, series.TimeNanos);
    }

    [Fact]
    public void A_text_that_changes_with_each_line_allocates_nothing_until_somebody_asks_for_it()
    {
        var series = ((TextFamily)_store.Add(Described.Text("t"))).Scalar();
        string[] texts = ["first", "", "a longer one than before", "short"];
        SetAll(texts, series);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SetAll(texts, series);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal("short", series.Value);
        Assert.Equal("short", series.Text.ToString());

        static void SetAll(string[] texts, TextSeries series)
        {
            foreach (var text in texts)
            {
                series.Set(text, 1);
            }
        }
    }

    [Fact]
    public void A_text_that_was_asked_for_stays_as_it_was()
    {
        var series = ((TextFamily)_store.Add(Described.Text("t"))).Scalar();
        series.Set("one", 1);
        var seen = _store.TakeSnapshot();
        series.Set("two", 2);
        Assert.Equal("one", Assert.Single(seen.Families).Texts[0]);
        Assert.Equal("two", series.Value);
    }

    // The first bucket whose upper bound is not below the value; spec/mtail-language.md §11.3, HEAD.
    [Theory]
    [InlineData(-3, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1.5, 1)]
    [InlineData(2, 1)]
    [InlineData(2.1, 2)]
    [InlineData(double.PositiveInfinity, 2)]
    [InlineData(double.NegativeInfinity, 0)]
    public void An_observation_goes_to_the_first_bucket_that_reaches_it(double value, int bucket)
    {
        var series = ((HistogramFamily)_store.Add(Described.Histogram("h", [1, 2]))).Scalar();

        series.Observe(value, 1);

        long[] expected = [0, 0, 0];
        expected[bucket] = 1;
        Assert.Equal(expected, series.Buckets.ToArray());
        Assert.Equal(1, series.Count);
        Assert.Equal(value, series.Sum);
    }

    [Fact]
    public void A_lowest_bound_of_zero_or_less_ends_no_bucket()
    {
        var series = ((HistogramFamily)_store.Add(Described.Histogram("h", [-1, 0, 1]))).Scalar();
        series.Observe(-5, 1);
        series.Observe(0.5, 1);

        Assert.Equal([1, 1, 0], series.Buckets.ToArray());
    }

    [Fact]
    public void Not_a_number_is_counted_but_in_no_bucket()
    {
        var series = ((HistogramFamily)_store.Add(Described.Histogram("h", [1, 2]))).Scalar();

        series.Observe(double.NaN, 1);

        Assert.Equal([0, 0, 0], series.Buckets.ToArray());
        Assert.Equal(1, series.Count);
        Assert.True(double.IsNaN(series.Sum));
    }

    [Fact]
    public void Values_that_only_read_alike_when_joined_are_different_series()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "a", "b"));

        Assert.NotSame(family.GetOrAdd(_labels.With("x", "yz")), family.GetOrAdd(_labels.With("xy", "z")));
        Assert.NotSame(family.GetOrAdd(_labels.With("", "x")), family.GetOrAdd(_labels.With("x", "")));
        Assert.Equal(4, family.Count);
    }

    [Fact]
    public void Numbers_are_labels_in_the_form_of_mtail()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "i", "f"));
        _labels.Clear();
        _labels.Add(-42L);
        _labels.Add(1e6);

        Assert.Same(family.GetOrAdd(_labels), family.GetOrAdd(_labels.With("-42", "1e+06")));
    }

    [Fact]
    public void Long_label_values_are_kept_whole_by_default()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "k"));
        var value = new string('é', 100_000);

        Assert.Same(family.GetOrAdd(_labels.With(value)), family.GetOrAdd(_labels.With(value)));
        Assert.NotSame(family.GetOrAdd(_labels.With(value)), family.GetOrAdd(_labels.With(value + "!")));
    }

    [Fact]
    public void A_label_buffer_with_a_bound_cuts_at_a_character()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "k"));
        var bounded = new LabelBuffer(maxValueBytes: 4);

        Assert.Same(family.GetOrAdd(bounded.With("aééé")), family.GetOrAdd(_labels.With("aé")));
        Assert.Same(family.GetOrAdd(bounded.With("abcd")), family.GetOrAdd(_labels.With("abcd")));
    }

    [Fact]
    public void Finding_a_series_allocates_nothing()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "method", "status"));
        for (var warmUp = 0; warmUp < 2; warmUp++)
        {
            Touch(family);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Touch(family);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>A random walk of additions and removals against a list.</summary>
    [Fact]
    public void Series_keep_the_order_of_their_creation_through_any_removals()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "k"));
        var model = new List<string>();
        var random = new Random(20260801);
        for (var step = 0; step < 20_000; step++)
        {
            var value = random.Next(300).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (random.Next(step % 2000 < 1000 ? 4 : 2) == 0)
            {
                Assert.Equal(model.Remove(value), family.Remove(_labels.With(value)));
            }
            else
            {
                family.GetOrAdd(_labels.With(value)).Add(1, 1);
                if (!model.Contains(value))
                {
                    model.Add(value);
                }
            }

            if (step % 500 == 0)
            {
                Assert.Equal(model, LabelsOf(_store.TakeSnapshot().Families[0]));
            }
        }
    }

    private static IEnumerable<string> LabelsOf(FamilySnapshot family) =>
        Enumerable.Range(0, family.Count).Select(i => System.Text.Encoding.UTF8.GetString(family.LabelTextOf(i)[..^1]));

    private void Touch(IntFamily family)
    {
        for (var i = 0; i < 200; i++)
        {
            _labels.Clear();
            _labels.Add(i % 2 == 0 ? "GET" : "POST");
            _labels.Add(200L + (i % 7));
            family.GetOrAdd(_labels).Add(1, i);
        }
    }
}
