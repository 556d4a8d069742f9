using LogTail.Engine;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.GrokExporter;

/// <summary>Compares a configuration with what the process was started with: its input and server are taken at the start only.</summary>
internal static class RestartNotice
{
    /// <summary>Reads the configuration again.</summary>
    /// <param name="atStart">As it was when the process started.</param>
    /// <returns>A sentence for the user when something has changed that a reload does not take; null otherwise, also when it cannot be read.</returns>
    public static string? Of(ExporterConfiguration atStart)
    {
        var path = atStart.Text.Path;
        if (!ProgramFiles.TryRead(path, out var text, out _)
            || ExporterConfigurationReader.Read(new ProgramText(atStart.Text.Name, path, text), new DiskFiles()).Configuration is not { } now)
        {
            return null;
        }

        var changed = new List<string>();
        Add("input", atStart with { Input = now.Input });
        Add("server", atStart with { Server = now.Server });
        Add("global.retention_check_interval", atStart with { RetentionCheckInterval = now.RetentionCheckInterval });
        return changed.Count == 0 ? null : $"{path}: what it says about {string.Join(" and ", changed)} has changed; that needs a restart";

        // Printed, since a record of arrays equals nothing but itself.
        void Add(string what, ExporterConfiguration changedOnlyThere)
        {
            if (ShowConfiguration.Print(changedOnlyThere) != ShowConfiguration.Print(atStart))
            {
                changed.Add(what);
            }
        }
    }
}
