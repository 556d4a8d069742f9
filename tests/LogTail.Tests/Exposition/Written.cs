using System.Buffers;
using System.Text;
using LogTail.Exposition;
using LogTail.Metrics;

namespace LogTail.Tests.Exposition;

/// <summary>What our writers make of a store, as text.</summary>
internal static class Written
{
    public static string Prometheus(MetricStore store, PrometheusTextOptions? options = null) =>
        Text(output => PrometheusText.Write(store.TakeSnapshot(), output, options ?? new PrometheusTextOptions(), out _));

    public static string JsonObject(MetricStore store) => Text(output => MtailJson.WriteObject(store.TakeSnapshot(includeHidden: true), output));

    public static string JsonList(MetricStore store) => Text(output => MtailJson.WriteList(store.TakeSnapshot(includeHidden: true), output));

    public static string Text(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
    }

    /// <summary>One page whose pieces are counted.</summary>
    public static (string Text, int Pieces) Pieces(ExpositionPage page)
    {
        var output = new ArrayBufferWriter<byte>();
        var pieces = 1;
        while (page.WriteNext(output))
        {
            pieces++;
        }

        return (Encoding.UTF8.GetString(output.WrittenSpan), pieces);
    }
}
