using System.Diagnostics;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Lines;

/// <summary>Lines of <see cref="Collectd"/>.</summary>
internal sealed class CollectdFormat(CollectdOptions options) : LineFormat
{
    private static readonly LabelPath Labels = new('-', isQuoted: true);

    private readonly long _intervalSeconds = (long)options.Interval.TotalSeconds;

    public override bool Takes(MetricDescription metric) => metric.Kind != MetricKind.Text;

    public override void WriteSeries(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        if (family.Description.Type == MetricValueType.Quantiles)
        {
            WriteSummary(ref output, family, series);
            return;
        }

        WriteName(ref output, TypeOf(family.Description.Kind), family, series);
        BeginValue(ref output, family, series);
        WriteValue(ref output, family, series);
        output.Append((byte)'\n');
    }

    /// <summary>A gauge for each quantile and for the sum, a counter for the number. collectd knows NaN only as "unknown".</summary>
    private void WriteSummary(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        var targets = family.Description.Quantiles;
        for (var i = 0; i < targets.Length; i++)
        {
            WriteName(ref output, "gauge"u8, family, series);
            output.Append((byte)'-');
            output.Append(QuantileName(targets[i]));
            BeginValue(ref output, family, series);
            if (family.QuantileOf(series, i) is var value && double.IsNaN(value))
            {
                output.Append((byte)'U');
            }
            else
            {
                output.AppendG(value);
            }

            output.Append((byte)'\n');
        }

        WriteName(ref output, "gauge"u8, family, series);
        output.Append("-sum"u8);
        BeginValue(ref output, family, series);
        WriteValue(ref output, family, series);
        output.Append((byte)'\n');
        WriteName(ref output, "counter"u8, family, series);
        output.Append("-count"u8);
        BeginValue(ref output, family, series);
        output.Append(family.ObservationsOf(series));
        output.Append((byte)'\n');
    }

    private void WriteName(ref Utf8Writer output, ReadOnlySpan<byte> type, FamilySnapshot family, int series)
    {
        output.Append("PUTVAL \""u8);
        output.Append(options.Host);
        output.Append((byte)'/');
        output.Append(options.Prefix);
        output.Append("mtail-"u8);
        output.Append(family.Description.Program);
        output.Append((byte)'/');
        output.Append(type);
        output.Append((byte)'-');
        output.Append(family.Description.Name);
        Labels.Write(ref output, family, series);
    }

    private void BeginValue(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        output.Append("\" interval="u8);
        output.Append(_intervalSeconds);
        output.Append((byte)' ');
        output.Append(UnixTime.Seconds(family.TimeNanosOf(series)));
        output.Append((byte)':');
    }

    private static ReadOnlySpan<byte> TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter"u8,
        MetricKind.Gauge or MetricKind.Timer => "gauge"u8,
        MetricKind.Histogram => "histogram"u8,
        _ => throw new UnreachableException(),
    };
}
