using System.Buffers;
using System.Collections.Immutable;
using LogTail.Metrics.Ordering;
using LogTail.Metrics.Storage;

namespace LogTail.Metrics;

/// <summary>One family of a <see cref="MetricSnapshot"/>. Series are numbered from 0 in order of creation.</summary>
public sealed class FamilySnapshot
{
    private const int CountAndSum = 2;

    private readonly SampleOrderCache _sampleOrder;
    private readonly long[]? _expiries;

    // Computed by the first who asks; two at once compute the same.
    private volatile int[]? _order;

    internal FamilySnapshot(
        MetricDescription description,
        ImmutableArray<LabelKey> labelKeys,
        FrozenSeries frozen,
        SampleOrderCache sampleOrder,
        bool expires,
        bool includeWindows)
    {
        Description = description;
        LabelKeys = labelKeys;
        Frozen = frozen;
        _sampleOrder = sampleOrder;
        UpperBounds = description.Type == MetricValueType.Buckets ? [.. HistogramBuckets.UpperBounds(description.Bounds)] : [];
        NumbersPerSeries = description.Type switch
        {
            MetricValueType.String => 0,
            MetricValueType.Buckets => CountAndSum + UpperBounds.Length,
            MetricValueType.Quantiles => CountAndSum + description.Quantiles.Length,
            _ => 1,
        };
        Times = Rent<long>(frozen.Count);
        Numbers = Rent<long>(frozen.Count * NumbersPerSeries);
        Texts = description.Type == MetricValueType.String ? Rent<string>(frozen.Count) : [];
        Windows = includeWindows && description.Type == MetricValueType.Quantiles ? new long[frozen.Count][] : null;
        _expiries = expires ? CopyExpiries(frozen) : null;
    }

    public MetricDescription Description { get; }

    /// <summary>The labels as outputs write them: sorted by name, without <c>prog</c>.</summary>
    public ImmutableArray<LabelKey> LabelKeys { get; }

    /// <summary>Number of series.</summary>
    public int Count => Frozen.Count;

    /// <summary>A histogram's upper bounds in rising order, +Inf last; empty otherwise.</summary>
    public ImmutableArray<double> UpperBounds { get; }

    internal FrozenSeries Frozen { get; }

    // The arrays are rented and may be longer than what belongs to them. Numbers holds per series an integer, the bits of a
    // double, or a histogram's count, the bits of its sum, and its buckets; a summary's likewise, with the bits of its quantiles.
    internal long[] Numbers { get; }

    /// <summary>How many numbers each series has.</summary>
    public int NumbersPerSeries { get; }

    internal long[] Times { get; }

    internal string[] Texts { get; }

    // What summaries keep, for a checkpoint; null for other families and other readers.
    internal long[][]? Windows { get; }

    /// <summary>The label values of a series, spelled as <see cref="Storage.LabelText"/> says.</summary>
    public ReadOnlySpan<byte> LabelTextOf(int series) => Frozen.Slots[series].LabelText;

    /// <summary>Unix nanoseconds of the last update.</summary>
    public long TimeNanosOf(int series) => Times[series];

    /// <summary>Nanoseconds without an update after which the series goes; 0 for never.</summary>
    public long ExpiryNanosOf(int series) => _expiries is null ? 0 : _expiries[series];

    /// <summary>Of a family of integers.</summary>
    public long IntOf(int series) => Numbers[series];

    /// <summary>Of a family of doubles.</summary>
    public double FloatOf(int series) => BitConverter.Int64BitsToDouble(Numbers[series]);

    /// <summary>Of a family of texts: chars of a line, see <see cref="LineText"/>.</summary>
    public string TextOf(int series) => Texts[series];

    /// <summary>Number of observations of a histogram or summary.</summary>
    public long ObservationsOf(int series) => Numbers[series * NumbersPerSeries];

    /// <summary>Sum of the observations of a histogram or summary.</summary>
    public double SumOf(int series) => BitConverter.Int64BitsToDouble(Numbers[(series * NumbersPerSeries) + 1]);

    /// <summary>Observations per bucket of a histogram, not cumulative, one for each of <see cref="UpperBounds"/>.</summary>
    public ReadOnlySpan<long> BucketsOf(int series) =>
        Numbers.AsSpan((series * NumbersPerSeries) + CountAndSum, UpperBounds.Length);

    /// <summary>A quantile of a summary; NaN while its window is empty.</summary>
    /// <param name="quantile">Which of the description's quantiles, from 0.</param>
    public double QuantileOf(int series, int quantile) =>
        BitConverter.Int64BitsToDouble(Numbers[(series * NumbersPerSeries) + CountAndSum + quantile]);

    /// <summary>What a summary keeps beside its numbers, in a snapshot that was asked for it; empty otherwise.</summary>
    public ReadOnlySpan<long> WindowOf(int series) => Windows is null ? [] : Windows[series];

    /// <summary>
    /// All numbers of a series, whatever its type: an integer, the bits of a double, or a histogram's count, the bits of its sum, and its
    /// buckets, or a summary's with its quantiles; none for a text. What <see cref="Restoring.SavedSeries"/> takes back.
    /// </summary>
    public ReadOnlySpan<long> NumbersOf(int series) => Numbers.AsSpan(series * NumbersPerSeries, NumbersPerSeries);

    /// <summary>
    /// The series ordered by their label values, compared byte by byte, label by label in the order of <see cref="LabelKeys"/>.
    /// Sorts what the snapshots before this one have not sorted yet.
    /// </summary>
    public ReadOnlySpan<int> InLabelOrder() => _order ??= _sampleOrder.Of(Frozen);

    /// <summary>
    /// Brings a few series into the processor's caches. In the order of their labels they lie all over the memory: read one
    /// by one each would be waited for, read here they arrive together.
    /// </summary>
    /// <returns>Nothing of use; it keeps the reads from being optimised away.</returns>
    public long Preload(ReadOnlySpan<int> series)
    {
        long sum = 0;
        foreach (var i in series)
        {
            sum += Frozen.Slots[i].LabelText.Length;
            sum += NumbersPerSeries > 0 ? Numbers[i * NumbersPerSeries] : 0;
        }

        return sum;
    }

    internal void Release()
    {
        Return(Times);
        Return(Numbers);
        Return(Texts);
        if (_expiries is not null)
        {
            Return(_expiries);
        }
    }

    private static long[] CopyExpiries(FrozenSeries frozen)
    {
        var expiries = Rent<long>(frozen.Count);
        for (var i = 0; i < frozen.Count; i++)
        {
            expiries[i] = frozen.Slots[i].ExpiryNanos;
        }

        return expiries;
    }

    private static T[] Rent<T>(int length) => length == 0 ? [] : PoolOf<T>(length).Rent(length);

    private static void Return<T>(T[] rented)
    {
        if (rented.Length > 0)
        {
            PoolOf<T>(rented.Length).Return(rented, clearArray: typeof(T) == typeof(string));
        }
    }

    private static ArrayPool<T> PoolOf<T>(int length) => length <= LargeArrays<T>.MostShared ? ArrayPool<T>.Shared : LargeArrays<T>.Pool;

    // The shared pool keeps an array with the thread that gave it back, where the next snapshot, taken on another thread, does not find it, and lets go
    // of it with time. Making a large one while lines wait may call the collector, so these are kept.
    private static class LargeArrays<T>
    {
        // A power of two, as are the lengths of rented arrays: those of the shared pool are no longer than this either.
        public const int MostShared = 4096;

        private const int MostLength = 1 << 27;
        private const int KeptPerLength = 8;

        public static ArrayPool<T> Pool { get; } = ArrayPool<T>.Create(MostLength, KeptPerLength);
    }
}
