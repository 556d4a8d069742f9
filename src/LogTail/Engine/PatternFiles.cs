using System.Collections.Immutable;
using LogTail.Language;
using LogTail.Language.Grok;

namespace LogTail.Engine;

/// <summary>The pattern files that the user named, read.</summary>
/// <param name="Source">They and the shipped patterns.</param>
/// <param name="Faults">What could not be read, a sentence each.</param>
/// <param name="Warnings">What in them has no effect, for the user.</param>
internal sealed record PatternFiles(GrokSource Source, ImmutableArray<string> Faults, ImmutableArray<string> Warnings)
{
    /// <summary>Reads files, and all files of folders; later ones override earlier ones by name.</summary>
    /// <param name="usesEcs">Which of the shipped sets they stand beside.</param>
    public static PatternFiles Read(IEnumerable<string> paths, bool usesEcs)
    {
        var definitions = ImmutableArray.CreateBuilder<PatternDefinition>();
        var faults = ImmutableArray.CreateBuilder<string>();
        var warnings = ImmutableArray.CreateBuilder<string>();
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                faults.Add($"{path}: no such pattern file or folder");
                continue;
            }

            try
            {
                var file = PatternFile.Load(path);
                definitions.AddRange(file.Definitions);
                warnings.AddRange(file.Warnings.Select(warning => warning.ToString()));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                faults.Add($"{path}: {(Directory.Exists(path) ? fault.Message : UnreadableFile.Describe(path, fault))}");
            }
        }

        return new PatternFiles(new GrokSource(usesEcs, definitions.ToImmutable()), faults.ToImmutable(), warnings.ToImmutable());
    }
}
