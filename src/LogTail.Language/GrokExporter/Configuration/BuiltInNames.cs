using System.Collections.Frozen;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Names of metrics that are exported beside those of a configuration (spec/grok.md §8.3).</summary>
internal static class BuiltInNames
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "grok_exporter_lines_total",
        "grok_exporter_lines_matching_total",
        "grok_exporter_lines_processing_time_microseconds_total",
        "grok_exporter_line_processing_errors_total",
        "grok_exporter_line_buffer_load",
        "grok_exporter_line_buffer_peak_load",
        "grok_exporter_build_info",
        "go_gc_duration_seconds",
        "go_goroutines",
        "go_info",
        "go_threads",
        "process_cpu_seconds_total",
        "process_max_fds",
        "process_open_fds",
        "process_resident_memory_bytes",
        "process_start_time_seconds",
        "process_virtual_memory_bytes",
        "process_virtual_memory_max_bytes",
        "promhttp_metric_handler_requests_in_flight",
        "promhttp_metric_handler_requests_total",
        "promhttp_metric_handler_errors_total",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a metric of a configuration would collide with a built-in one.</summary>
    public static bool Contains(string name) =>
        Names.Contains(name)
        || name.StartsWith("go_memstats_", StringComparison.Ordinal)
        || name.StartsWith("logtail_", StringComparison.Ordinal);
}
