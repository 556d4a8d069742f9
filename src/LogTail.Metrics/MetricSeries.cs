namespace LogTail.Metrics;

/// <summary>
/// One set of label values and what was last stored under it. A program holds one only while it runs a statement;
/// a series that was removed meanwhile takes values that nobody sees.
/// </summary>
// A million of these must fit in 200 MB with their labels: 56 bytes here and 8 of value; add a field only with a figure.
public abstract class MetricSeries
{
    private protected MetricSeries(byte[] labelText, uint hash)
    {
        LabelText = labelText;
        Hash = hash;
    }

    /// <summary>Unix nanoseconds of the last update; if there was none, of the making, or 0 for a histogram.</summary>
    public long TimeNanos { get; internal set; }

    /// <summary>Time without an update after which the series goes; 0 for never.</summary>
    internal long ExpiryNanos { get; set; }

    /// <summary>The label values as <see cref="Storage.LabelText"/> spells them. Never changes.</summary>
    internal byte[] LabelText { get; }

    internal uint Hash { get; }

    // Both belong to the SeriesTable: the next series of the bucket; the place in creation order, or -1 when removed.
    internal MetricSeries? NextInBucket { get; set; }

    internal int Slot { get; set; } = -1;
}
