using LogTail.Exposition.Pages;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Exposition.Prometheus;

/// <summary>The lines of a metric of the process itself.</summary>
internal sealed class SelfSampleLines(SelfFamilySnapshot family) : SampleLines
{
    private int _next;

    public override bool WriteNext(ref Utf8Writer output)
    {
        if (_next == family.Samples.Length)
        {
            return false;
        }

        var sample = family.Samples[_next];
        _next++;
        output.Append(family.Name);
        output.Append(sample.Suffix);
        WriteLabels(ref output, sample);
        output.Append((byte)' ');
        output.AppendPrometheus(sample.Value);
        output.Append((byte)'\n');
        return true;
    }

    private void WriteLabels(ref Utf8Writer output, SelfSample sample)
    {
        var separator = (byte)'{';
        for (var i = 0; i < family.LabelNames.Length; i++)
        {
            WriteLabel(ref output, separator, family.LabelNames[i], sample.LabelValues[i]);
            separator = (byte)',';
        }

        if (sample.UpperBound is { } bound)
        {
            WriteLabel(ref output, separator, "le", GoFormat.G(bound));
            separator = (byte)',';
        }

        if (separator == ',')
        {
            output.Append((byte)'}');
        }
    }

    private static void WriteLabel(ref Utf8Writer output, byte separator, string name, string value)
    {
        output.Append(separator);
        output.Append(name);
        output.Append("=\""u8);
        output.Append(PrometheusEscapes.LabelValue(value));
        output.Append((byte)'"');
    }
}
