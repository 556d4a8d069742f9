using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Language.GrokExporter;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.GrokExporter;

/// <summary>What a configuration file says, ready to run: the one place for every command that takes one.</summary>
/// <param name="Options">Of the engine: the configuration is its only program.</param>
/// <param name="Configuration">As it was read.</param>
/// <param name="Warnings">For the user, whom each command shows them; empty for none.</param>
internal sealed record ExporterSetup(EngineOptions Options, ExporterConfiguration Configuration, string Warnings)
{
    /// <summary>Reads a configuration and checks all of it: YAML, imports, expressions, templates.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the command line says; what the configuration says comes on top.</param>
    /// <param name="diagnostics">All that is wrong, for the user.</param>
    public static bool TryLoad(string path, EngineOptions options, [NotNullWhen(true)] out ExporterSetup? setup, out string diagnostics)
    {
        setup = null;
        if (!ProgramFiles.TryRead(path, out var text, out var fault))
        {
            diagnostics = $"Failed to load {path}: {fault}";
            return false;
        }

        var main = new ProgramText(Path.GetFileName(path), path, text);
        var result = ExporterFrontEnd.Check(main, new DiskFiles());
        diagnostics = ConfigurationFile.Render(result.Diagnostics, main);
        if (result.Configuration is not { } configuration)
        {
            return false;
        }

        try
        {
            var applied = ExporterInputs.Apply(options with { Programs = [path], ProgLabel = false, ExpiryInterval = configuration.RetentionCheckInterval }, configuration);
            applied = applied with
            {
                WatchedPaths = WatchedBy(configuration),
                ShownWarnings = diagnostics,
                RestartNotice = () => GrokExporter.RestartNotice.Of(configuration),
            };
            setup = new ExporterSetup(applied, configuration, diagnostics);
            diagnostics = "";
            return true;
        }
        catch (IOException unreachable)
        {
            diagnostics = $"Failed to load {path}: {unreachable.Message}";
            return false;
        }
    }

    // Imported files, whose change is a change of the configuration.
    private static ImmutableArray<string> WatchedBy(ExporterConfiguration configuration) =>
        [.. configuration.Imports.Select(import => import.Path.Value)];
}
