using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Where the files come from that a configuration names: the disk, or what was read from it before.</summary>
public interface IConfigurationFiles
{
    /// <summary>Reads the files of an import.</summary>
    /// <param name="path">A directory, or a glob whose wildcards are in its last part; relative to the working directory.</param>
    /// <param name="isDirectory">Which of the two.</param>
    /// <param name="files">Sorted by name; the <see cref="ProgramText.Name"/> of each is <paramref name="path"/>.</param>
    /// <param name="problem">Why not, as a sentence for the user.</param>
    bool TryRead(string path, bool isDirectory, out ImmutableArray<ProgramText> files, [NotNullWhen(false)] out string? problem);

    /// <summary>Whether there is such a directory.</summary>
    bool DirectoryExists(string path);
}
