using System.Text;
using LogTail.Metrics;
using LogTail.Metrics.Storage;

namespace LogTail.Tests.Metrics;

public sealed class MetricSnapshotTests
{
    private readonly MetricStore _store = new();
    private readonly LabelBuffer _labels = new();

    [Fact]
    public void What_happens_afterwards_is_not_in_it()
    {
        var counter = (IntFamily)_store.Add(Described.Counter("c", "k"));
        var text = (TextFamily)_store.Add(Described.Text("t"));
        var histogram = (HistogramFamily)_store.Add(Described.Histogram("h", [1, 2]));
        counter.GetOrAdd(_labels.With("kept")).Set(1, 10);
        counter.GetOrAdd(_labels.With("removed")).Set(2, 20);
        text.Scalar().Set("before", 30);
        histogram.Scalar().Observe(1.5, 40);

        using var snapshot = _store.TakeSnapshot();
        counter.GetOrAdd(_labels.With("kept")).Set(100, 11);
        counter.Remove(_labels.With("removed"));
        counter.GetOrAdd(_labels.With("new")).Set(3, 30);
        text.Scalar().Set("after", 31);
        histogram.Scalar().Observe(0.5, 41);

        var numbers = snapshot.Families[0];
        Assert.Equal(["kept", "removed"], Labels(numbers, Enumerable.Range(0, numbers.Count)));
        Assert.Equal((1, 10L), (numbers.IntOf(0), numbers.TimeNanosOf(0)));
        Assert.Equal((2, 20L), (numbers.IntOf(1), numbers.TimeNanosOf(1)));
        Assert.Equal("before", snapshot.Families[1].TextOf(0));
        Assert.Equal([0, 1, 0], snapshot.Families[2].BucketsOf(0).ToArray());
        Assert.Equal((1L, 1.5), (snapshot.Families[2].ObservationsOf(0), snapshot.Families[2].SumOf(0)));
    }

    [Fact]
    public void Hidden_families_are_there_on_request()
    {
        _store.Add(Described.Counter("shown"));
        _store.Add(Described.Counter("hidden") with { Hidden = true });

        Assert.Equal(["shown"], _store.TakeSnapshot().Families.Select(family => family.Description.Name));
        Assert.Equal(["shown", "hidden"], _store.TakeSnapshot(includeHidden: true).Families.Select(family => family.Description.Name));
    }

    [Fact]
    public void Expiries_are_in_it_once_there_are_any()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "k"));
        family.GetOrAdd(_labels.With("a"));
        family.GetOrAdd(_labels.With("b"));
        Assert.Equal(0, _store.TakeSnapshot().Families[0].ExpiryNanosOf(1));

        family.SetExpiry(_labels.With("b"), TimeSpan.FromMinutes(90));

        var snapshot = _store.TakeSnapshot().Families[0];
        Assert.Equal((0, 5_400_000_000_000), (snapshot.ExpiryNanosOf(0), snapshot.ExpiryNanosOf(1)));
    }

    [Fact]
    public void Labels_are_ordered_by_name_and_the_last_of_one_name_counts()
    {
        _store.Add(Described.Counter("c", "z", "a", "z"));

        Assert.Equal([new LabelKey("a", 1), new LabelKey("z", 2)], _store.TakeSnapshot().Families[0].LabelKeys.ToArray());
    }

    /// <summary>Against a plain sort, while series come and go.</summary>
    [Fact]
    public void Label_order_is_that_of_the_bytes_label_by_label()
    {
        var random = new Random(20260804);
        var family = (IntFamily)_store.Add(Described.Counter("c", "second", "first"));
        for (var round = 0; round < 40; round++)
        {
            for (var i = 0; i < 200; i++)
            {
                _labels.With(RandomValue(random), RandomValue(random));
                if (round % 7 == 6)
                {
                    family.Remove(_labels);
                }
                else
                {
                    family.GetOrAdd(_labels);
                }
            }

            using var snapshot = _store.TakeSnapshot();
            var actual = PairsInOrder(snapshot.Families[0]);
            var expected = actual.OrderBy(pair => pair.First, ByteOrder.Instance).ThenBy(pair => pair.Second, ByteOrder.Instance);
            Assert.Equal(expected, actual);
            Assert.Equal(family.Count, actual.Distinct().Count());
        }
    }

    [Fact]
    public void An_older_snapshot_keeps_its_order_when_a_younger_one_was_sorted_first()
    {
        var family = (IntFamily)_store.Add(Described.Counter("c", "k"));
        family.GetOrAdd(_labels.With("m"));
        family.GetOrAdd(_labels.With("b"));
        var older = _store.TakeSnapshot().Families[0];
        family.GetOrAdd(_labels.With("a"));
        var younger = _store.TakeSnapshot().Families[0];
        family.Remove(_labels.With("m"));
        var youngest = _store.TakeSnapshot().Families[0];

        Assert.Equal(["a", "b"], Labels(youngest, youngest.InLabelOrder().ToArray()));
        Assert.Equal(["a", "b", "m"], Labels(younger, younger.InLabelOrder().ToArray()));
        Assert.Equal(["b", "m"], Labels(older, older.InLabelOrder().ToArray()));
    }

    // Few and close: equal beginnings at every length around the sorter's step of seven, prefixes, zeros, high bytes.
    private static string RandomValue(Random random)
    {
        string[] pieces = ["", "\0", "a", "b", "é", "😀", "prefix", "prefix1", "prefix12", "\u007F"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static List<(string First, string Second)> PairsInOrder(FamilySnapshot family)
    {
        var pairs = new List<(string, string)>();
        foreach (var series in family.InLabelOrder())
        {
            var text = family.LabelTextOf(series);
            pairs.Add((Encoding.UTF8.GetString(LabelText.ValueOf(text, 1)), Encoding.UTF8.GetString(LabelText.ValueOf(text, 0))));
        }

        return pairs;
    }

    private static IEnumerable<string> Labels(FamilySnapshot family, IEnumerable<int> series) =>
        series.Select(i => Encoding.UTF8.GetString(LabelText.ValueOf(family.LabelTextOf(i), 0)));

    private sealed class ByteOrder : IComparer<string>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(string? x, string? y) =>
            Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
