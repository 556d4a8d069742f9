namespace LogTail.Tailing.Globbing;

/// <summary>What is left out although a pattern finds it.</summary>
internal sealed class Exclusions(TailOptions options)
{
    private readonly GlobPattern[] _paths = [.. options.Excludes.SelectMany(GlobPattern.Parse)];

    public bool Contain(string path) =>
        Array.Exists(_paths, pattern => pattern.IsMatch(path)) || (options.ExcludedNames?.IsMatch(Path.GetFileName(path)) ?? false);
}
