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
        if (family.Description.Type != MetricValueType.Quantiles)
        {
            WriteName(ref output, "", "", family, series);
            WriteValue(ref output, family, series);
            output.Append((byte)'\n');
            return;
        }

        var targets = family.Description.Quantiles;
        for (var i = 0; i < targets.Length; i++)
        {
            WriteName(ref output, "", $"quantile={GoFormat.G(targets[i].Quantile)},", family, series);
            output.AppendG(family.QuantileOf(series, i));
            output.Append((byte)'\n');
        }

        WriteName(ref output, "_sum", "", family, series);
        WriteValue(ref output, family, series);
        output.Append((byte)'\n');
        WriteName(ref output, "_count", "", family, series);
        output.Append(family.ObservationsOf(series));
        output.Append((byte)'\n');
    }

    private void WriteName(ref Utf8Writer output, string suffix, string quantile, FamilySnapshot family, int series)
    {
        var labelText = family.LabelTextOf(series);
        output.Append(family.Description.Name);
        output.Append(suffix);
        output.Append((byte)'{');
        foreach (var key in family.LabelKeys)
        {
            output.Append(key.Name);
            output.Append((byte)'=');
            output.Append(LabelText.ValueOf(labelText, key.Position));
            output.Append((byte)',');
        }

        output.Append(quantile);
        output.Append("prog="u8);
        output.Append(family.Description.Program);
        output.Append(",instance="u8);
        output.Append(instance);
        output.Append("} "u8);
    }
}
