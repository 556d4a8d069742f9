using LogTail.Mtail;

namespace LogTail.GrokExporter;

/// <summary>The flags of grok_exporter (spec/grok.md §8.4).</summary>
internal static class GrokExporterFlags
{
    public const string Config = "config";
    public const string ShowConfig = "showconfig";
    public const string Version = "version";
    public const string DisableExporterMetrics = "disable-exporter-metrics";

    public static readonly GoFlag[] All =
    [
        new(Config, GoFlagKind.Text, "", "The configuration file."),
        new(DisableExporterMetrics, GoFlagKind.Bool, "", "Serve no metrics about the process and its scrapes (process_*, promhttp_*)."),
        new(ShowConfig, GoFlagKind.Bool, "", "Print the configuration in its newest version, and exit."),
        new(Version, GoFlagKind.Bool, "", "Print the version and exit."),
    ];

    /// <summary>The help, a flag and a sentence in turn.</summary>
    public static void WriteUsage(TextWriter output)
    {
        output.WriteLine($"Usage of {GrokExporterCommand.LinkName}:");
        foreach (var flag in All)
        {
            output.WriteLine($"  -{flag.Name}{(flag.Kind == GoFlagKind.Text ? " string" : "")}");
            output.WriteLine($"    \t{flag.Help}");
        }
    }
}
