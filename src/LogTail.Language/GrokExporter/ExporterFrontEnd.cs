using System.Collections.Immutable;
using LogTail.Language.GrokExporter.Checking;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter;

/// <summary>The door to grok_exporter configurations: text in, the same checked model as a program's out, or all that is wrong. Thread-safe.</summary>
public static class ExporterFrontEnd
{
    /// <summary>What configurations are told from programs by.</summary>
    public static bool IsConfiguration(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads and checks a configuration (spec/grok.md §6 to §8).</summary>
    /// <param name="text">The file; its name becomes the program's.</param>
    /// <param name="files">Where imports come from.</param>
    /// <returns>Never fails: whatever is wrong is among the diagnostics.</returns>
    public static ExporterCheckResult Check(ProgramText text, IConfigurationFiles files)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(files);
        var diagnostics = new ConfigurationDiagnostics(text);
        var importedFiles = ImmutableArray.CreateBuilder<ProgramText>();
        var configuration = ExporterConfigurationReader.Read(text, files, importedFiles, diagnostics);
        var program = configuration is null ? null : new ConfigurationChecker(configuration, diagnostics).Check();
        return new ExporterCheckResult(
            diagnostics.HasErrors ? null : configuration,
            diagnostics.HasErrors ? null : program,
            diagnostics.ToImmutable(),
            importedFiles.DrainToImmutable());
    }
}
