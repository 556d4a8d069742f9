using System.Text;
using LogTail.Metrics;

namespace LogTail.Exposition.Prometheus;

/// <summary>The samples that one program exports under a name, and the parts of their text that all share.</summary>
internal sealed class FamilyPart
{
    public FamilyPart(FamilySnapshot family, bool emitProgLabel)
    {
        Family = family;
        Labels = LabelTemplate.Make(family, emitProgLabel);
        AfterLabels = Encoding.UTF8.GetBytes(Labels.IsEmpty ? " " : "} ");
        AfterBucketLabels = [.. family.UpperBounds.Select(bound => Encoding.UTF8.GetBytes(AfterBucket(bound)))];
        AfterQuantileLabels = [.. family.Description.Quantiles.Select(target => Encoding.UTF8.GetBytes(AfterQuantile(target.Quantile)))];
    }

    public FamilySnapshot Family { get; }

    /// <summary>What stands before <see cref="AfterLabels"/>.</summary>
    public LabelTemplate Labels { get; }

    /// <summary>From the end of the labels to the value.</summary>
    public byte[] AfterLabels { get; }

    /// <summary>The same for each bucket of a histogram, with its bound.</summary>
    public byte[][] AfterBucketLabels { get; }

    /// <summary>The same for each quantile of a summary.</summary>
    public byte[][] AfterQuantileLabels { get; }

    /// <summary>A key that stands twice in the declaration is exported once: then two series may look alike.</summary>
    public bool DropsKeys => Family.LabelKeys.Length < Family.Description.Keys.Length;

    private string AfterQuantile(double quantile) => $"{(Labels.IsEmpty ? '{' : ',')}quantile=\"{GoFormat.Prometheus(quantile)}\"}} ";

    private string AfterBucket(double bound) => $"{(Labels.IsEmpty ? '{' : ',')}le=\"{GoFormat.Prometheus(bound)}\"}} ";
}
