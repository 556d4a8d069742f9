namespace LogTail.Conformance.Support;

/// <summary>Real programs that tests run beside LogTail.</summary>
internal static class Peer
{
    // Daemons stand in sbin, which is not on every user's path.
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin", "/sbin"];

    /// <summary>Absolute path of a program, or <see langword="null"/> where it is not installed.</summary>
    public static string? Find(string name) =>
        Folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Absolute path of a program that the test has declared to need.</summary>
    public static string Require(string name) =>
        Find(name) ?? throw new InvalidOperationException($"`{name}` is not installed; the test should have been skipped.");

    /// <param name="names">Programs by name; anything with a slash is a file or folder that must exist.</param>
    public static string? ReasonToSkip(IEnumerable<string> names)
    {
        var missing = names.Where(name => name.Contains('/') ? !Path.Exists(name) : Find(name) is null).ToArray();
        return missing.Length == 0 ? null : $"Not on this machine: {string.Join(", ", missing)}.";
    }
}
