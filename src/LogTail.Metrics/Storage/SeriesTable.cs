using System.Numerics;

namespace LogTail.Metrics.Storage;

/// <summary>The series of one family: found by label text, kept in order of creation. One owner at a time.</summary>
internal sealed class SeriesTable
{
    private const int FirstCapacity = 4;
    private const int Removed = -1;

    // Chains through NextInBucket. The length is a power of two, or 0 before the first series.
    private MetricSeries?[] _buckets = [];

    // In order of creation. Slots below _used are filled; a series in its slot is live if and only if its Slot says so.
    // A filled slot is never overwritten, because snapshots share this array: making it dense makes a new one.
    private MetricSeries[] _slots = [];
    private int _used;

    // Grows when a series changes its slot.
    private int _generation;

    // Lines come in bursts of the same kind: the series found last is tried before any hash is computed.
    private MetricSeries? _last;

    public int Count { get; private set; }

    public MetricSeries? Find(LabelBuffer labels)
    {
        var last = _last;
        return last is not null && labels.Text.SequenceEqual(last.LabelText) ? last : FindByHash(labels);
    }

    public void Add(MetricSeries series)
    {
        if (Count == _buckets.Length)
        {
            Rehash(Math.Max(FirstCapacity, _buckets.Length * 2));
        }

        if (_used == _slots.Length)
        {
            MakeRoom();
        }

        series.Slot = _used;
        _slots[_used] = series;
        _used++;
        Count++;
        Link(series);
        _last = series;
    }

    public void Remove(MetricSeries series)
    {
        Unlink(series);
        series.Slot = Removed;
        Count--;
        if (ReferenceEquals(_last, series))
        {
            _last = null;
        }

        if (_used - Count > Math.Max(Count, FirstCapacity))
        {
            MakeDense(_slots.Length / 2);
        }
    }

    /// <summary>Removes the series with the lowest timestamp; of several the one made first.</summary>
    public void RemoveOldest()
    {
        MetricSeries? oldest = null;
        foreach (var series in _slots.AsSpan(0, _used))
        {
            if (series.Slot != Removed && (oldest is null || series.TimeNanos < oldest.TimeNanos))
            {
                oldest = series;
            }
        }

        if (oldest is not null)
        {
            Remove(oldest);
        }
    }

    /// <summary>The live series, without copying them unless some were removed since.</summary>
    public FrozenSeries Freeze()
    {
        if (_used != Count)
        {
            MakeDense(_slots.Length);
        }

        return new FrozenSeries(_slots, Count, _generation);
    }

    private MetricSeries? FindByHash(LabelBuffer labels)
    {
        if (Count == 0)
        {
            return null;
        }

        var hash = labels.Hash;
        var series = _buckets[hash & (uint)(_buckets.Length - 1)];
        while (series is not null)
        {
            if (series.Hash == hash && labels.Text.SequenceEqual(series.LabelText))
            {
                _last = series;
                return series;
            }

            series = series.NextInBucket;
        }

        return null;
    }

    private void Link(MetricSeries series)
    {
        ref var head = ref _buckets[series.Hash & (uint)(_buckets.Length - 1)];
        series.NextInBucket = head;
        head = series;
    }

    private void Unlink(MetricSeries series)
    {
        ref var head = ref _buckets[series.Hash & (uint)(_buckets.Length - 1)];
        if (ReferenceEquals(head, series))
        {
            head = series.NextInBucket;
        }
        else
        {
            var before = head!;
            while (!ReferenceEquals(before.NextInBucket, series))
            {
                before = before.NextInBucket!;
            }

            before.NextInBucket = series.NextInBucket;
        }

        series.NextInBucket = null;
    }

    private void MakeRoom()
    {
        if (_used > Count)
        {
            MakeDense(Math.Max(FirstCapacity, Count * 2));
        }
        else
        {
            Array.Resize(ref _slots, Math.Max(FirstCapacity, _used * 2));
        }
    }

    /// <summary>Closes the gaps that removed series left, in a new array, and gives back what is far too much.</summary>
    private void MakeDense(int capacity)
    {
        var dense = new MetricSeries[Math.Max(capacity, Count)];
        var next = 0;
        foreach (var series in _slots.AsSpan(0, _used))
        {
            if (series.Slot != Removed)
            {
                series.Slot = next;
                dense[next] = series;
                next++;
            }
        }

        _slots = dense;
        _used = next;
        _generation++;
        if (_buckets.Length > FirstCapacity && Count < _buckets.Length / 8)
        {
            Rehash(Math.Max(FirstCapacity, (int)BitOperations.RoundUpToPowerOf2((uint)Count)));
        }
    }

    private void Rehash(int bucketCount)
    {
        _buckets = new MetricSeries?[bucketCount];
        foreach (var series in _slots.AsSpan(0, _used))
        {
            if (series.Slot != Removed)
            {
                Link(series);
            }
        }
    }
}
