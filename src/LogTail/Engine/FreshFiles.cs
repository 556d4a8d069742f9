using LogTail.Configuration;
using LogTail.Language.GrokExporter.Configuration;

namespace LogTail.Engine;

/// <summary>
/// Programs, configurations and pattern files that changed a moment ago: somebody may be writing them in place, slowly, so that what there is
/// is the beginning of what is meant. A file that was renamed into its place is finished, however young it is; its time of change says so mostly.
/// </summary>
internal static class FreshFiles
{
    /// <summary>Whoever writes a file without a pause of this length is waited for.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    /// <summary>Whether there is one among what the user named.</summary>
    public static bool AreThere(EngineOptions options, TimeProvider clock)
    {
        try
        {
            var named = options.Patterns.AddRange(options.WatchedPaths).SelectMany(FilesOf);
            return ProgramFiles.Find(options.Programs).Paths.Concat(named).Any(path => IsFresh(path, clock));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Who reads them next says what is wrong.
            return false;
        }
    }

    // A folder, a glob of a configuration, or a file, be there wildcards in its name.
    private static IEnumerable<string> FilesOf(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path);
        }

        var (folder, pattern) = GoGlob.Split(path);
        return File.Exists(path) || !Directory.Exists(folder)
            ? [path]
            : Directory.EnumerateFiles(folder).Where(file => GoGlob.IsMatch(pattern, Path.GetFileName(file)));
    }

    // A file that is not there was changed in 1601. One from the future was written by another clock, which tells nothing.
    private static bool IsFresh(string path, TimeProvider clock) =>
        clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) is var age && age >= TimeSpan.Zero && age < Quiet;
}
