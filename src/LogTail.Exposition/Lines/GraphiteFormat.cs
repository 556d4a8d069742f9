using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Lines;

/// <summary>Lines of <see cref="Graphite"/>.</summary>
internal sealed class GraphiteFormat(string prefix, bool includeTexts) : LineFormat
{
    private static readonly LabelPath Labels = new('.');

    public override bool Takes(MetricDescription metric) => includeTexts || metric.Kind != MetricKind.Text;

    public override void WriteSeries(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        if (family.Description.Type == MetricValueType.Buckets)
        {
            WriteBuckets(ref output, family, series);
        }
        else if (family.Description.Type == MetricValueType.Quantiles)
        {
            WriteQuantiles(ref output, family, series);
        }

        WriteName(ref output, family, series);
        output.Append((byte)' ');
        WriteValue(ref output, family, series);
        EndLine(ref output, family, series);
    }

    private void WriteBuckets(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        var counts = family.BucketsOf(series);
        for (var i = 0; i < counts.Length; i++)
        {
            var bound = family.UpperBounds[i];
            WriteName(ref output, family, series);
            output.Append(".bin_"u8);
            output.Append(double.IsPositiveInfinity(bound) ? "inf" : GoFormat.G(bound));
            output.Append((byte)' ');
            output.Append(counts[i]);
            EndLine(ref output, family, series);
        }

        WriteCount(ref output, family, series);
    }

    /// <summary>Graphite has no NaN: of an empty window nothing is said.</summary>
    private void WriteQuantiles(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        var targets = family.Description.Quantiles;
        for (var i = 0; i < targets.Length; i++)
        {
            if (family.QuantileOf(series, i) is var value && double.IsNaN(value))
            {
                continue;
            }

            WriteName(ref output, family, series);
            output.Append((byte)'.');
            output.Append(QuantileName(targets[i]));
            output.Append((byte)' ');
            output.AppendG(value);
            EndLine(ref output, family, series);
        }

        WriteCount(ref output, family, series);
    }

    private void WriteCount(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        WriteName(ref output, family, series);
        output.Append(".count "u8);
        output.Append(family.ObservationsOf(series));
        EndLine(ref output, family, series);
    }

    private void WriteName(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        output.Append(prefix);
        output.Append(family.Description.Program);
        output.Append((byte)'.');
        output.Append(family.Description.Name);
        Labels.Write(ref output, family, series);
    }

    private static void EndLine(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        output.Append((byte)' ');
        output.Append(UnixTime.Seconds(family.TimeNanosOf(series)));
        output.Append((byte)'\n');
    }
}
