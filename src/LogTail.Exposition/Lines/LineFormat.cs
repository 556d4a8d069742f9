using System.Collections.Immutable;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Lines;

/// <summary>A format that says each series by itself.</summary>
internal abstract class LineFormat
{
    /// <summary>Whether the format carries metrics of this description.</summary>
    public abstract bool Takes(MetricDescription metric);

    /// <summary>Writes all lines of one series.</summary>
    public abstract void WriteSeries(ref Utf8Writer output, FamilySnapshot family, int series);

    /// <summary>Writes an integer in decimal, a double and the sum of a histogram or summary as <see cref="GoFormat.G"/>, a text as it is.</summary>
    protected static void WriteValue(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        switch (family.Description.Type)
        {
            case MetricValueType.Int:
                output.Append(family.IntOf(series));
                break;
            case MetricValueType.Float:
                output.AppendG(family.FloatOf(series));
                break;
            case MetricValueType.Buckets:
            case MetricValueType.Quantiles:
                output.AppendG(family.SumOf(series));
                break;
            case MetricValueType.String:
                output.Append(family.TextOf(series));
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>How a quantile is part of a name: <c>quantile_0_99</c>. A dot would begin another part.</summary>
    protected static string QuantileName(QuantileTarget target) => "quantile_" + GoFormat.G(target.Quantile).Replace('.', '_');

    /// <summary>Families of a snapshot that the format carries.</summary>
    public ImmutableArray<FamilySnapshot> Select(MetricSnapshot snapshot) =>
        [.. snapshot.Families.Where(family => !family.Description.Hidden && Takes(family.Description))];
}
