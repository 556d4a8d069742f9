using System.Diagnostics;
using LogTail.Exposition.Pages;
using LogTail.Metrics;
using LogTail.Metrics.Storage;

namespace LogTail.Exposition.Json;

/// <summary>Writes one series of a metric.</summary>
/// <param name="depth">Steps by which the series' own braces are indented.</param>
internal sealed class JsonSeries(int depth)
{
    public void Write(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        output.Append((byte)'{');
        var hasLabels = !family.Description.Keys.IsEmpty;
        if (hasLabels)
        {
            JsonIndent.BeginField(ref output, depth + 1, "Labels"u8, isFirst: true);
            WriteLabels(ref output, family.LabelTextOf(series), family.Description.Keys.Length);
        }

        JsonIndent.BeginField(ref output, depth + 1, "Value"u8, isFirst: !hasLabels);
        WriteValue(ref output, family, series);
        if (family.ExpiryNanosOf(series) is var expiry and not 0)
        {
            JsonIndent.BeginField(ref output, depth + 1, "Expiry"u8, isFirst: false);
            output.Append(expiry);
        }

        JsonIndent.NewLine(ref output, depth);
        output.Append((byte)'}');
    }

    private void WriteLabels(ref Utf8Writer output, ReadOnlySpan<byte> labelText, int count)
    {
        output.Append((byte)'[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Append((byte)',');
            }

            JsonIndent.NewLine(ref output, depth + 2);
            JsonText.Append(ref output, LabelText.ValueOf(labelText, i));
        }

        JsonIndent.NewLine(ref output, depth + 1);
        output.Append((byte)']');
    }

    private void WriteValue(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        output.Append((byte)'{');
        if (family.Description.Type == MetricValueType.Buckets)
        {
            WriteHistogram(ref output, family, series);
        }
        else if (family.Description.Type == MetricValueType.Quantiles)
        {
            WriteSummary(ref output, family, series);
        }
        else
        {
            JsonIndent.BeginField(ref output, depth + 2, "Value"u8, isFirst: true);
            WriteScalar(ref output, family, series);
        }

        JsonIndent.BeginField(ref output, depth + 2, "Time"u8, isFirst: false);
        output.Append(family.TimeNanosOf(series));
        JsonIndent.NewLine(ref output, depth + 1);
        output.Append((byte)'}');
    }

    private static void WriteScalar(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        switch (family.Description.Type)
        {
            case MetricValueType.Int:
                output.Append(family.IntOf(series));
                break;
            case MetricValueType.Float:
                output.AppendJson(family.FloatOf(series));
                break;
            case MetricValueType.String:
                JsonText.Append(ref output, family.TextOf(series));
                break;
            case MetricValueType.Buckets:
            case MetricValueType.Quantiles:
            default:
                throw new UnreachableException();
        }
    }

    private void WriteHistogram(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        JsonIndent.BeginField(ref output, depth + 2, "Buckets"u8, isFirst: true);
        WriteBuckets(ref output, family, family.BucketsOf(series));
        JsonIndent.BeginField(ref output, depth + 2, "Count"u8, isFirst: false);
        output.Append(family.ObservationsOf(series));
        JsonIndent.BeginField(ref output, depth + 2, "Sum"u8, isFirst: false);
        output.AppendJson(family.SumOf(series));
    }

    /// <summary>A quantile of an empty window, which JSON has no number for, is null.</summary>
    private void WriteSummary(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        JsonIndent.BeginField(ref output, depth + 2, "Quantiles"u8, isFirst: true);
        output.Append((byte)'{');
        var targets = family.Description.Quantiles;
        for (var i = 0; i < targets.Length; i++)
        {
            output.Append(i == 0 ? ""u8 : ","u8);
            JsonIndent.NewLine(ref output, depth + 3);
            JsonText.Append(ref output, GoFormat.G(targets[i].Quantile));
            output.Append(": "u8);
            var value = family.QuantileOf(series, i);
            if (double.IsFinite(value))
            {
                output.AppendJson(value);
            }
            else
            {
                output.Append("null"u8);
            }
        }

        JsonIndent.NewLine(ref output, depth + 2);
        output.Append((byte)'}');
        JsonIndent.BeginField(ref output, depth + 2, "Count"u8, isFirst: false);
        output.Append(family.ObservationsOf(series));
        JsonIndent.BeginField(ref output, depth + 2, "Sum"u8, isFirst: false);
        output.AppendJson(family.SumOf(series));
    }

    /// <summary>An object, and so sorted by the text of the bounds.</summary>
    private void WriteBuckets(ref Utf8Writer output, FamilySnapshot family, ReadOnlySpan<long> counts)
    {
        var bounds = family.UpperBounds.Select((bound, index) => (Text: GoFormat.G(bound), Index: index))
            .OrderBy(bound => bound.Text, StringComparer.Ordinal);
        output.Append((byte)'{');
        var isFirst = true;
        foreach (var (text, index) in bounds)
        {
            output.Append(isFirst ? ""u8 : ","u8);
            JsonIndent.NewLine(ref output, depth + 3);
            JsonText.Append(ref output, text);
            output.Append(": "u8);
            output.Append(counts[index]);
            isFirst = false;
        }

        JsonIndent.NewLine(ref output, depth + 2);
        output.Append((byte)'}');
    }
}
