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

    private const string Advice =
        "Reading Kafka needs librdkafka 1.9 to 2.0 or newer, which this system does not have: install it "
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

            _ = Library.Version;
            return null;
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or InvalidOperationException)
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
