using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>The files on disk.</summary>
public sealed class DiskFiles : IConfigurationFiles
{
    // Together the files of one import may not have more; hostile or mistaken globs must not fill memory.
    private const long MaxBytes = 64 << 20;

    /// <inheritdoc/>
    public bool TryRead(string path, bool isDirectory, out ImmutableArray<ProgramText> files, [NotNullWhen(false)] out string? problem)
    {
        files = [];
        try
        {
            problem = isDirectory ? ListDirectory(path, out var paths) : ListGlob(path, out paths);
            if (problem is null && paths.Sum(file => new FileInfo(file).Length) > MaxBytes)
            {
                problem = $"The files of `{path}` have more than {MaxBytes >> 20} MiB.";
            }

            if (problem is not null)
            {
                return false;
            }

            files = [.. paths.Select(file => new ProgramText(path, file, File.ReadAllText(file, Encoding.UTF8)))];
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = fault.Message;
            return false;
        }
    }

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Directory.Exists(path);

    private static string? ListDirectory(string path, out ImmutableArray<string> paths)
    {
        paths = [];
        if (!Directory.Exists(path))
        {
            return File.Exists(path)
                ? $"`{path}` is a file; write `file` instead of `dir`."
                : $"There is no directory `{path}`.";
        }

        if (Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal).FirstOrDefault() is { } inner)
        {
            return $"`{inner}` is a directory: only the files of one directory can be imported at once. Import the inner directories, each by itself.";
        }

        paths = [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)];
        return null;
    }

    private static string? ListGlob(string path, out ImmutableArray<string> paths)
    {
        paths = [];
        if (Directory.Exists(path))
        {
            return $"`{path}` is a directory; write `dir` instead of `file`.";
        }

        if (GoGlob.Problem(path) is { } problem)
        {
            return problem;
        }

        var (directory, pattern) = GoGlob.Split(path);
        if (!Directory.Exists(directory))
        {
            return $"There is no directory `{directory}`.";
        }

        paths = [.. Directory.EnumerateFiles(directory).Where(file => GoGlob.IsMatch(pattern, Path.GetFileName(file))).Order(StringComparer.Ordinal)];
        return paths.IsEmpty ? $"No file matches `{path}`." : null;
    }
}
