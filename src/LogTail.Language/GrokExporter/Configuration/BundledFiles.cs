using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>
/// The files that another process has read already, as <see cref="ExporterConfigurationResult.ImportedFiles"/> lists them: so that what is compiled is what was
/// checked, whatever happened on disk meanwhile.
/// </summary>
public sealed class BundledFiles(ImmutableArray<ProgramText> all) : IConfigurationFiles
{
    /// <inheritdoc/>
    public bool TryRead(string path, bool isDirectory, out ImmutableArray<ProgramText> files, [NotNullWhen(false)] out string? problem)
    {
        // An import that named the same path twice got the same files twice.
        files = [.. all.Where(file => file.Name == path).DistinctBy(file => file.Path, StringComparer.Ordinal)];
        problem = null;
        return true;
    }

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => true;
}
