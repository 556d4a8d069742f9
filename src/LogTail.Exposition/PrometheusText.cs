using System.Buffers;
using LogTail.Exposition.Prometheus;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Exposition;

/// <summary>The Prometheus text format, version 0.0.4 (spec/mtail-language.md §16.1).</summary>
public static class PrometheusText
{
    /// <summary>What to say in <c>Content-Type</c>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes the whole page at once.</summary>
    /// <param name="warnings">One sentence for each metric that the format cannot carry.</param>
    /// <exception cref="SampleCollisionException">Something would be exported twice; nothing was written.</exception>
    public static void Write(
        MetricSnapshot snapshot,
        IBufferWriter<byte> output,
        PrometheusTextOptions options,
        out IReadOnlyList<string> warnings) =>
        Open(snapshot, [], options, out warnings).WriteAll(output);

    /// <summary>Sorts and checks everything, and leaves the writing to the caller.</summary>
    /// <param name="selfMetrics">What the process says of itself; merged into the page by name. A program's metric of the same name is left out with a warning.</param>
    /// <param name="warnings">One sentence for each metric that the format cannot carry.</param>
    /// <exception cref="SampleCollisionException">Something would be exported twice.</exception>
    public static ExpositionPage Open(
        MetricSnapshot snapshot,
        IReadOnlyList<SelfFamilySnapshot> selfMetrics,
        PrometheusTextOptions options,
        out IReadOnlyList<string> warnings)
    {
        var plan = PagePlan.Make(snapshot, selfMetrics, options);
        warnings = plan.Warnings;
        return new PrometheusPage(plan, options);
    }
}
