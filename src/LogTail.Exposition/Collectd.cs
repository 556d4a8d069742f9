using System.Buffers;
using LogTail.Exposition.Lines;
using LogTail.Metrics;

namespace LogTail.Exposition;

/// <summary>Commands for collectd's <c>unixsock</c> plugin (spec/mtail-language.md §16.5).</summary>
public static class Collectd
{
    /// <summary>Writes one <c>PUTVAL</c> line per series.</summary>
    public static void Write(MetricSnapshot snapshot, IBufferWriter<byte> output, CollectdOptions options) =>
        Open(snapshot, options).WriteAll(output);

    /// <summary>As <see cref="Write"/>, leaving the writing to the caller.</summary>
    public static ExpositionPage Open(MetricSnapshot snapshot, CollectdOptions options) =>
        new LinePage(snapshot, new CollectdFormat(options));
}
