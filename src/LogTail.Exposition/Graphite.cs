using System.Buffers;
using LogTail.Exposition.Lines;
using LogTail.Metrics;

namespace LogTail.Exposition;

/// <summary>
/// Graphite's plain text protocol (spec/mtail-language.md §16.3). Each series has its own bins; mtail repeats those of the first.
/// </summary>
public static class Graphite
{
    /// <param name="prefix">Stands before each name as it is; usually ends in a dot.</param>
    /// <param name="includeTexts">As <c>/graphite</c> does; a push does not.</param>
    public static void Write(MetricSnapshot snapshot, IBufferWriter<byte> output, string prefix, bool includeTexts) =>
        Open(snapshot, prefix, includeTexts).WriteAll(output);

    /// <summary>As <see cref="Write"/>, leaving the writing to the caller.</summary>
    public static ExpositionPage Open(MetricSnapshot snapshot, string prefix, bool includeTexts) =>
        new LinePage(snapshot, new GraphiteFormat(prefix, includeTexts));
}
