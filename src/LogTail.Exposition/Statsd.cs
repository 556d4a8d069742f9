using System.Buffers;
using LogTail.Exposition.Lines;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition;

/// <summary>Datagrams for statsd, one per series, with totals and not differences (spec/mtail-language.md §16.4).</summary>
public static class Statsd
{
    /// <param name="prefix">Stands before each name as it is; usually ends in a dot.</param>
    /// <returns>Each datagram is valid until the next is asked for.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Datagrams(MetricSnapshot snapshot, string prefix)
    {
        var format = new StatsdFormat(prefix);
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var family in format.Select(snapshot))
        {
            for (var series = 0; series < family.Count; series++)
            {
                buffer.ResetWrittenCount();
                Write(buffer, format, family, series);
                yield return buffer.WrittenMemory;
            }
        }
    }

    private static void Write(ArrayBufferWriter<byte> buffer, StatsdFormat format, FamilySnapshot family, int series)
    {
        var output = new Utf8Writer(buffer);
        format.WriteSeries(ref output, family, series);
        output.Flush();
    }
}
