using System.Collections.Immutable;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Json;

/// <summary>Writes one metric in the order of fields of spec/mtail-language.md §16.2.</summary>
/// <param name="depth">Steps by which the metric's own braces are indented.</param>
internal sealed class JsonMetric(int depth)
{
    private readonly JsonSeries _series = new(depth + 2);

    /// <summary>Everything before the first series.</summary>
    public void WriteHead(ref Utf8Writer output, FamilySnapshot family)
    {
        var metric = family.Description;
        output.Append((byte)'{');
        BeginField(ref output, "Name"u8, isFirst: true);
        JsonText.Append(ref output, metric.Name);
        BeginField(ref output, "Program"u8);
        JsonText.Append(ref output, metric.Program);
        BeginField(ref output, "Kind"u8);
        output.Append((long)metric.Kind);
        BeginField(ref output, "Type"u8);
        output.Append((long)metric.Type);
        if (metric.Hidden)
        {
            BeginField(ref output, "Hidden"u8);
            output.Append("true"u8);
        }

        if (!metric.Keys.IsEmpty)
        {
            BeginField(ref output, "Keys"u8);
            WriteKeys(ref output, metric.Keys);
        }

        if (family.Count > 0)
        {
            BeginField(ref output, "LabelValues"u8);
            output.Append((byte)'[');
        }
    }

    public void WriteSeries(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        if (series > 0)
        {
            output.Append((byte)',');
        }

        JsonIndent.NewLine(ref output, depth + 2);
        _series.Write(ref output, family, series);
    }

    /// <summary>Everything after the last series.</summary>
    public void WriteEnd(ref Utf8Writer output, FamilySnapshot family)
    {
        var metric = family.Description;
        if (family.Count > 0)
        {
            JsonIndent.NewLine(ref output, depth + 1);
            output.Append((byte)']');
        }

        BeginField(ref output, "Source"u8);
        JsonText.Append(ref output, metric.Source);
        if (metric.Type == MetricValueType.Buckets)
        {
            BeginField(ref output, "Buckets"u8);
            WriteBuckets(ref output, HistogramBuckets.LowestBound(metric.Bounds), family.UpperBounds);
        }

        if (metric.Limit != 0)
        {
            BeginField(ref output, "Limit"u8);
            output.Append(metric.Limit);
        }

        JsonIndent.NewLine(ref output, depth);
        output.Append((byte)'}');
    }

    private void BeginField(ref Utf8Writer output, ReadOnlySpan<byte> name, bool isFirst = false) =>
        JsonIndent.BeginField(ref output, depth + 1, name, isFirst);

    private void WriteKeys(ref Utf8Writer output, ImmutableArray<string> keys)
    {
        output.Append((byte)'[');
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0)
            {
                output.Append((byte)',');
            }

            JsonIndent.NewLine(ref output, depth + 2);
            JsonText.Append(ref output, keys[i]);
        }

        JsonIndent.NewLine(ref output, depth + 1);
        output.Append((byte)']');
    }

    private void WriteBuckets(ref Utf8Writer output, double lowestBound, ImmutableArray<double> upperBounds)
    {
        output.Append((byte)'[');
        for (var i = 0; i < upperBounds.Length; i++)
        {
            if (i > 0)
            {
                output.Append((byte)',');
            }

            JsonIndent.NewLine(ref output, depth + 2);
            output.Append((byte)'{');
            WriteBound(ref output, "Min"u8, i == 0 ? lowestBound : upperBounds[i - 1], isFirst: true);
            WriteBound(ref output, "Max"u8, upperBounds[i], isFirst: false);
            JsonIndent.NewLine(ref output, depth + 2);
            output.Append((byte)'}');
        }

        JsonIndent.NewLine(ref output, depth + 1);
        output.Append((byte)']');
    }

    private void WriteBound(ref Utf8Writer output, ReadOnlySpan<byte> name, double bound, bool isFirst)
    {
        JsonIndent.BeginField(ref output, depth + 3, name, isFirst);
        JsonText.Append(ref output, GoFormat.G(bound));
    }
}
