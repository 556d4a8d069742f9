using System.Runtime.InteropServices;

namespace LogTail.Tests.Support;

/// <summary>A test with a Kafka broker inside the client library; skipped, visibly, where the library is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaFactAttribute : FactAttribute
{
    public KafkaFactAttribute()
    {
        if (NativeLibrary.TryLoad("librdkafka.so.1", out var handle))
        {
            NativeLibrary.Free(handle);
        }
        else
        {
            Skip = "librdkafka is not installed (Debian package `librdkafka1`).";
        }
    }
}
