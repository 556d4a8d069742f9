using System.Globalization;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Events;

/// <summary>The standard process metrics of Prometheus exporters.</summary>
internal static class ProcessMetrics
{
    public static void Register(SelfMetricRegistry registry)
    {
        registry.Read(SelfMetricKind.Counter, "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", () => Environment.CpuUsage.TotalTime.TotalSeconds);
        registry.Read(SelfMetricKind.Gauge, "process_resident_memory_bytes", "Resident memory size in bytes.", OwnProcess.ResidentBytes);
        registry.Read(SelfMetricKind.Gauge, "process_virtual_memory_bytes", "Virtual memory size in bytes.", OwnProcess.VirtualBytes);
        registry.Read(SelfMetricKind.Gauge, "process_start_time_seconds", "Start time of the process since unix epoch in seconds.", StartTime());
        registry.Read(SelfMetricKind.Gauge, "process_open_fds", "Number of open file descriptors.", OpenHandles());
        registry.Read(SelfMetricKind.Gauge, "process_max_fds", "Maximum number of open file descriptors.", Limit("Max open files"));
        registry.Read(SelfMetricKind.Gauge, "process_virtual_memory_max_bytes", "Maximum amount of virtual memory available in bytes.", Limit("Max address space"));
        registry.Read(SelfMetricKind.Gauge, "dotnet_gc_heap_size_bytes", "Managed heap after the last collection in bytes.", () => GC.GetGCMemoryInfo().HeapSizeBytes);
        registry.Read(SelfMetricKind.Counter, "dotnet_gc_collections_total", "Collections of all generations.", () => GC.CollectionCount(0));
    }

    // Where the kernel does not count them, counting ten thousand takes a while.
    private static Func<double> OpenHandles()
    {
        var reading = new SlowReading(OwnProcess.OpenHandles, TimeProvider.System);
        return () => reading.Value;
    }

    private static Func<double> StartTime() =>
        Once(() => OwnProcess.Of(process => (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds));

    // By the first scrape: one pass never asks.
    private static Func<double> Once(Func<double> read)
    {
        var value = new Lazy<double>(read);
        return () => value.Value;
    }

    private static Func<double> Limit(string name) => Once(() => ReadLimit(name));

    // "Max open files   1024   524288   files": the second number would be the hard limit. -1 is what exporters say for "unlimited".
    private static double ReadLimit(string name)
    {
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            return soft is null ? double.NaN : soft == "unlimited" ? -1 : double.Parse(soft, CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            // Not a system that tells.
            return double.NaN;
        }
    }
}
