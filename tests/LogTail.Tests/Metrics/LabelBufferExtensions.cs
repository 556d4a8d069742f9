using LogTail.Metrics;

namespace LogTail.Tests.Metrics;

internal static class LabelBufferExtensions
{
    /// <summary>The buffer with just these values.</summary>
    public static LabelBuffer With(this LabelBuffer buffer, params string[] values)
    {
        buffer.Clear();
        foreach (var value in values)
        {
            buffer.Add(value);
        }

        return buffer;
    }
}
