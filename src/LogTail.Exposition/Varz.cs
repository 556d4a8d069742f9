using System.Buffers;
using LogTail.Exposition.Lines;
using LogTail.Metrics;

namespace LogTail.Exposition;

/// <summary>The lines of mtail's <c>/varz</c> (spec/mtail-language.md §16.6).</summary>
public static class Varz
{
    /// <param name="instance">Name of this host.</param>
    public static void Write(MetricSnapshot snapshot, IBufferWriter<byte> output, string instance) =>
        Open(snapshot, instance).WriteAll(output);

    /// <summary>As <see cref="Write"/>, leaving the writing to the caller.</summary>
    public static ExpositionPage Open(MetricSnapshot snapshot, string instance) => new LinePage(snapshot, new VarzFormat(instance));
}
