using LogTail.Exposition.Pages;

namespace LogTail.Exposition.Prometheus;

/// <summary>Writes a plan, one family head or one series at a time.</summary>
internal sealed class PrometheusPage(PagePlan plan, PrometheusTextOptions options) : ExpositionPage
{
    // The family to begin next, and the samples of the one before it.
    private int _next;
    private SampleLines? _samples;

    private protected override bool WriteItem(ref Utf8Writer output)
    {
        if (_samples is not null && _samples.WriteNext(ref output))
        {
            return true;
        }

        if (_next == plan.Families.Length)
        {
            return false;
        }

        var family = plan.Families[_next];
        _next++;
        WriteHead(ref output, family);
        _samples = SampleLines.Of(family, options.EmitTimestamps);
        return true;
    }

    private static void WriteHead(ref Utf8Writer output, PlannedFamily family)
    {
        output.Append("# HELP "u8);
        output.Append(family.Name);
        output.Append((byte)' ');
        output.Append(PrometheusEscapes.Help(family.Help));
        output.Append("\n# TYPE "u8);
        output.Append(family.Name);
        output.Append((byte)' ');
        output.Append(family.TypeName);
        output.Append((byte)'\n');
    }
}
