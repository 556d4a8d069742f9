using System.Diagnostics;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Lines;

/// <summary>Datagrams of <see cref="Statsd"/>.</summary>
internal sealed class StatsdFormat(string prefix) : LineFormat
{
    private static readonly LabelPath Labels = new('.');

    public override bool Takes(MetricDescription metric) => metric.Kind != MetricKind.Text;

    public override void WriteSeries(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        if (family.Description.Type == MetricValueType.Quantiles)
        {
            WriteSummary(ref output, family, series);
            return;
        }

        WriteName(ref output, family, series);
        output.Append((byte)':');
        WriteValue(ref output, family, series);
        output.Append((byte)'|');
        output.Append(TypeOf(family.Description.Kind));
    }

    /// <summary>Several metrics in one datagram, a line each: gauges of the quantiles, of the sum and of the number.</summary>
    private void WriteSummary(ref Utf8Writer output, FamilySnapshot family, int series)
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
            output.Append((byte)':');
            output.AppendG(value);
            output.Append("|g\n"u8);
        }

        WriteName(ref output, family, series);
        output.Append(".sum:"u8);
        WriteValue(ref output, family, series);
        output.Append("|g\n"u8);
        WriteName(ref output, family, series);
        output.Append(".count:"u8);
        output.Append(family.ObservationsOf(series));
        output.Append("|g"u8);
    }

    private void WriteName(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        output.Append(prefix);
        output.Append(family.Description.Program);
        output.Append((byte)'.');
        output.Append(family.Description.Name);
        Labels.Write(ref output, family, series);
    }

    private static ReadOnlySpan<byte> TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "c"u8,
        MetricKind.Gauge => "g"u8,
        MetricKind.Timer => "ms"u8,
        MetricKind.Histogram => ""u8,
        _ => throw new UnreachableException(),
    };
}
