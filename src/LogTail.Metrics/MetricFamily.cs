using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Metrics.Ordering;
using LogTail.Metrics.Restoring;
using LogTail.Metrics.Storage;

namespace LogTail.Metrics;

/// <summary>
/// One declared metric with its series. Written by one program on one thread at a time; see <see cref="MetricStore"/>.
/// </summary>
public abstract class MetricFamily
{
    private readonly MetricStoreOptions _options;

    // Where snapshots keep the order of the series by label; it outlives them, because most scrapes find the same series.
    private readonly SampleOrderCache _sampleOrder;

    // Takes the values of all series that a full family refuses.
    private MetricSeries? _unseen;

    // True once any series got an expiry: most families never have one, and are spared the walk.
    private bool _expires;

    private protected MetricFamily(MetricDescription description, MetricStoreOptions options)
    {
        Description = description;
        _options = options;
        LabelKeys = LabelKey.Sort(description.Keys);
        _sampleOrder = new SampleOrderCache(LabelKeys);
    }

    /// <summary>Replaced on reload by an equal one with another source, limit or visibility.</summary>
    public MetricDescription Description { get; private set; }

    /// <summary>Number of series.</summary>
    public int Count => Table.Count;

    /// <summary>Look-ups that got a series which is in no snapshot, because the family was full.</summary>
    public long DroppedSeries { get; private set; }

    internal ImmutableArray<LabelKey> LabelKeys { get; }

    private protected SeriesTable Table { get; } = new();

    /// <summary>Removes one series.</summary>
    /// <param name="labels">One value per key.</param>
    /// <returns><see langword="false"/> when there is no such series.</returns>
    public bool Remove(LabelBuffer labels)
    {
        var series = Table.Find(labels);
        if (series is null)
        {
            return false;
        }

        Table.Remove(series);
        return true;
    }

    /// <summary>Removes the series that have certain values of certain keys.</summary>
    /// <param name="keys">Numbers of keys in the order of the declaration; empty for all series.</param>
    /// <param name="values">A value for each of them.</param>
    /// <param name="keepEmpty">True: one with an empty value of any key stays (spec/grok.md §8.1).</param>
    public void RemoveWhere(ReadOnlySpan<int> keys, LabelBuffer values, bool keepEmpty)
    {
        foreach (var series in Table.Freeze().Series)
        {
            if (!(keepEmpty && LabelText.HasEmptyValue(series.LabelText)) && HasValues(series, keys, values))
            {
                Table.Remove(series);
            }
        }
    }

    /// <summary>Lets one series expire when it has not been updated for a time; zero or less removes it now (spec/mtail-language.md §11.4).</summary>
    /// <returns><see langword="false"/> when there is no such series, which is an error of the line unless <paramref name="after"/> is zero or less.</returns>
    public bool SetExpiry(LabelBuffer labels, TimeSpan after)
    {
        if (after <= TimeSpan.Zero)
        {
            return Remove(labels);
        }

        var series = Table.Find(labels);
        if (series is null)
        {
            return false;
        }

        series.ExpiryNanos = SaturatingNanos(after);
        _expires = true;
        return true;
    }

    /// <summary>Puts a saved series back, in place of one that has the same labels. Not during a batch.</summary>
    /// <param name="labels">Scratch.</param>
    /// <returns><see langword="false"/>, and nothing is changed, when the series cannot be one of this family.</returns>
    public bool TryRestore(in SavedSeries saved, LabelBuffer labels)
    {
        if (!saved.HasLabels(Description.Keys.Length) || saved.Numbers.Length != NumbersPerSeries)
        {
            return false;
        }

        labels.Restore(saved.LabelText);
        var series = FindOrMake(labels);
        Restore(series, saved);
        series.TimeNanos = saved.TimeNanos;
        series.ExpiryNanos = saved.ExpiryNanos;
        _expires |= saved.ExpiryNanos > 0;
        return true;
    }

    internal static MetricFamily Create(MetricDescription description, MetricStoreOptions options) => description.Type switch
    {
        MetricValueType.Int => new IntFamily(description, options),
        MetricValueType.Float => new FloatFamily(description, options),
        MetricValueType.String => new TextFamily(description, options),
        MetricValueType.Buckets => new HistogramFamily(description, options),
        MetricValueType.Quantiles => new SummaryFamily(description, options),
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether the series of this family may live on under another description: all but source, limit and visibility is the same.</summary>
    public bool CanContinueAs(MetricDescription other) =>
        Description.Name == other.Name
        && Description.Program == other.Program
        && Description.Kind == other.Kind
        && Description.Type == other.Type
        && Description.Keys.AsSpan().SequenceEqual(other.Keys.AsSpan())
        && Description.Bounds.AsSpan().SequenceEqual(other.Bounds.AsSpan())
        && Description.Quantiles.AsSpan().SequenceEqual(other.Quantiles.AsSpan())
        && Description.MaxAge == other.MaxAge;

    internal void Redeclare(MetricDescription description) => Description = description;

    internal FamilySnapshot TakeSnapshot(bool includeWindows)
    {
        var frozen = Table.Freeze();
        var snapshot = new FamilySnapshot(Description, LabelKeys, frozen, _sampleOrder, _expires, includeWindows);
        CopyValues(snapshot);
        return snapshot;
    }

    internal void Expire(long nowNanos)
    {
        if (_expires)
        {
            RemoveExpired(nowNanos);
        }

        while (Description.Limit > 0 && Count > Description.Limit)
        {
            Table.RemoveOldest();
        }
    }

    /// <summary>Numbers that a snapshot has of each series.</summary>
    private protected virtual int NumbersPerSeries => 1;

    /// <summary>Whether a new series has the time of its making until it is updated, rather than 0; a histogram does not (mtail rc50, run).</summary>
    private protected virtual bool IsStampedWhenMade => true;

    private protected abstract void CopyValues(FamilySnapshot snapshot);

    private protected abstract void Restore(MetricSeries series, in SavedSeries saved);

    private protected abstract MetricSeries MakeSeries(byte[] labelText, uint hash);

    /// <summary>Finds or makes a series. The hit allocates nothing.</summary>
    private protected MetricSeries FindOrMake(LabelBuffer labels)
    {
        Debug.Assert(labels.Count == Description.Keys.Length, "One label value per key.");
        return Table.Find(labels) ?? Make(labels);
    }

    /// <summary>Makes the series that is there before any line, with timestamp 0 (spec/mtail-language.md §4.1).</summary>
    private protected void MakeInitialSeries() => FindOrMake(LabelBuffer.Empty).TimeNanos = 0;

    private MetricSeries Make(LabelBuffer labels)
    {
        while (Description.Limit > 0 && Count >= Description.Limit)
        {
            Table.RemoveOldest();
        }

        if (_options.MaxSeriesPerFamily > 0 && Count >= _options.MaxSeriesPerFamily)
        {
            DroppedSeries++;
            return _unseen ??= MakeSeries([], hash: 0);
        }

        var series = MakeSeries(labels.Text.ToArray(), labels.Hash);
        series.TimeNanos = IsStampedWhenMade ? MetricStore.UnixNanos(_options.Clock.GetUtcNow()) : 0;
        Table.Add(series);
        return series;
    }

    private static bool HasValues(MetricSeries series, ReadOnlySpan<int> keys, LabelBuffer values)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!LabelText.ValueOf(series.LabelText, keys[i]).SequenceEqual(LabelText.ValueOf(values.Text, i)))
            {
                return false;
            }
        }

        return true;
    }

    private void RemoveExpired(long nowNanos)
    {
        foreach (var series in Table.Freeze().Series)
        {
            // Timestamps come from log lines and may be anywhere in 64 bits.
            if (series.ExpiryNanos > 0 && (Int128)nowNanos - series.TimeNanos > series.ExpiryNanos)
            {
                Table.Remove(series);
            }
        }
    }

    private static long SaturatingNanos(TimeSpan after) =>
        after.Ticks > long.MaxValue / TimeSpan.NanosecondsPerTick ? long.MaxValue : after.Ticks * TimeSpan.NanosecondsPerTick;
}
