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
        output.Append(prefix);
        output.Append(family.Description.Program);
        output.Append((byte)'.');
        output.Append(family.Description.Name);
        Labels.Write(ref output, family, series);
        output.Append((byte)':');
        WriteValue(ref output, family, series);
        output.Append((byte)'|');
        output.Append(TypeOf(family.Description.Kind));
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
