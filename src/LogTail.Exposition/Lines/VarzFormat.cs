using LogTail.Exposition.Pages;
using LogTail.Metrics;
using LogTail.Metrics.Storage;

namespace LogTail.Exposition.Lines;

/// <summary>Lines of <see cref="Varz"/>.</summary>
internal sealed class VarzFormat(string instance) : LineFormat
{
    public override bool Takes(MetricDescription metric) => true;

    public override void WriteSeries(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        var labelText = family.LabelTextOf(series);
        output.Append(family.Description.Name);
        output.Append((byte)'{');
        foreach (var key in family.LabelKeys)
        {
            output.Append(key.Name);
            output.Append((byte)'=');
            output.Append(LabelText.ValueOf(labelText, key.Position));
            output.Append((byte)',');
        }

        output.Append("prog="u8);
        output.Append(family.Description.Program);
        output.Append(",instance="u8);
        output.Append(instance);
        output.Append("} "u8);
        WriteValue(ref output, family, series);
        output.Append((byte)'\n');
    }
}
