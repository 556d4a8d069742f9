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
        output.Append("PUTVAL \""u8);
        output.Append(options.Host);
        output.Append((byte)'/');
        output.Append(options.Prefix);
        output.Append("mtail-"u8);
        output.Append(family.Description.Program);
        output.Append((byte)'/');
        output.Append(TypeOf(family.Description.Kind));
        output.Append((byte)'-');
        output.Append(family.Description.Name);
        Labels.Write(ref output, family, series);
        output.Append("\" interval="u8);
        output.Append(_intervalSeconds);
        output.Append((byte)' ');
        output.Append(UnixTime.Seconds(family.TimeNanosOf(series)));
        output.Append((byte)':');
        WriteValue(ref output, family, series);
        output.Append((byte)'\n');
    }

    private static ReadOnlySpan<byte> TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter"u8,
        MetricKind.Gauge or MetricKind.Timer => "gauge"u8,
        MetricKind.Histogram => "histogram"u8,
        _ => throw new UnreachableException(),
    };
}
