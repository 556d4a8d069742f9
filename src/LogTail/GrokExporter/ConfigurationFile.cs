using LogTail.Engine;
using LogTail.Language;
using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.GrokExporter;

/// <summary>A configuration among the programs: read with all that it imports, so that what is built depends on nothing else.</summary>
internal static class ConfigurationFile
{
    /// <summary>Reads what a configuration imports.</summary>
    /// <returns>Its source; refused when the configuration itself is wrong or an import cannot be read.</returns>
    public static ProgramSource Read(string name, string path, string text)
    {
        var main = new ProgramText(name, path, text);
        var read = ExporterConfigurationReader.Read(main, new DiskFiles());
        return new ProgramSource(name, path, text)
        {
            IsConfiguration = true,
            Imports = read.ImportedFiles,
            Refusal = read.Configuration is null ? Render(read.Diagnostics, main) : null,
        };
    }

    /// <summary>Diagnostics for the user; empty for none.</summary>
    public static string Render(IEnumerable<Diagnostic> diagnostics, ProgramText main) =>
        string.Join('\n', diagnostics.Select(diagnostic => DiagnosticText.Render(diagnostic, main).TrimEnd()));
}
