using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace LogTail.Tailing.Kafka;

/// <summary>
/// The native library under Confluent.Kafka: the distribution's own, because the package that carries one is built for other systems. Nothing
/// is loaded before a Kafka source is started, so that nobody else needs it.
/// </summary>
public static class KafkaLibrary
{
    private const string LibraryPrefix = "librdkafka";
    private const string LibraryName = "librdkafka.so.1";

    // Two bytes, of which the higher is the major version. It is the first that says whether an assignment was lost, and how a group rebalances.
    private const int LeastVersion = 0x0106;

    private const string Advice =
        "Reading Kafka needs librdkafka 1.6 or newer, which this system does not have: install it "
        + "(Debian, Ubuntu: apt install librdkafka1; Fedora, RHEL: dnf install librdkafka).";

    // Set once, by whoever comes first; a resolver can be set only once per assembly.
    private static readonly Lazy<Exception?> Loaded = new(Load);

    /// <summary>Loads the library; does nothing the second time.</summary>
    /// <exception cref="KafkaLibraryMissingException">There is none, or it is too old.</exception>
    public static void Require()
    {
        if (Loaded.Value is { } fault)
        {
            throw new KafkaLibraryMissingException($"{Advice} ({fault.Message.ReplaceLineEndings(" ")})", fault);
        }
    }

    private static Exception? Load()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
            if (OperatingSystem.IsLinux())
            {
                NativeLibrary.Free(NativeLibrary.Load(LibraryName));
            }

            return Library.Version >> 16 < LeastVersion ? new NotSupportedException($"The installed one is {Library.VersionString}.") : null;
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException or FileLoadException or TypeInitializationException or InvalidOperationException)
        {
            return fault;
        }
    }

    // The package asks for libdl and for builds of librdkafka by names of its own.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var wanted = name == "libdl" ? "libdl.so.2" : name.Contains(LibraryPrefix, StringComparison.Ordinal) ? LibraryName : name;
        return NativeLibrary.TryLoad(wanted, out var handle) ? handle : 0;
    }
}
