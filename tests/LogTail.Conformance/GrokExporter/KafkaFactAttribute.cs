using System.Runtime.InteropServices;

namespace LogTail.Conformance.GrokExporter;

/// <summary>A test with the broker inside the Kafka client's library; skipped, visibly, where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KafkaFactAttribute : FactAttribute
{
    public KafkaFactAttribute()
    {
        if (!NativeLibrary.TryLoad(MockBroker.Library, out _))
        {
            Skip = "librdkafka is not installed (Debian package `librdkafka1`).";
        }
    }
}
