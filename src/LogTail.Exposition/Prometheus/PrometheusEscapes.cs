using System.Buffers;
using LogTail.Exposition.Pages;

namespace LogTail.Exposition.Prometheus;

/// <summary>What may not stand as it is in the text format.</summary>
internal static class PrometheusEscapes
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\\\"\n"u8);

    /// <summary>A label value: backslash, quote and newline.</summary>
    public static string LabelValue(string value) => Help(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>A help text: backslash and newline.</summary>
    public static string Help(string text) =>
        text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    /// <summary>Whether any label value in a text has something to escape.</summary>
    public static bool AreNeeded(ReadOnlySpan<byte> labelText) => labelText.IndexOfAny(Special) >= 0;

    /// <summary>As <see cref="LabelValue"/>, of UTF-8.</summary>
    public static void AppendLabelValue(ref Utf8Writer output, ReadOnlySpan<byte> value)
    {
        for (var special = value.IndexOfAny(Special); special >= 0; special = value.IndexOfAny(Special))
        {
            output.Append(value[..special]);
            output.Append((byte)'\\');
            output.Append(value[special] == '\n' ? (byte)'n' : value[special]);
            value = value[(special + 1)..];
        }

        output.Append(value);
    }
}
