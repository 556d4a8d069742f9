using System.Diagnostics.CodeAnalysis;

namespace LogTail.Runtime.Images;

/// <summary>Where the image cache is, and whether what lies there may be trusted: images are code that we will run.</summary>
public static class ImageCacheFolder
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const uint Root = 0;

    /// <summary>The folder to use: what the user says, else what systemd gives, else the user's cache folder.</summary>
    /// <param name="option">Null when the user says nothing.</param>
    /// <param name="environment">The environment: name to value, null when unset.</param>
    /// <returns>Null when there is no place for a cache.</returns>
    public static string? Choose(string? option, Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(option))
        {
            return Path.GetFullPath(option);
        }

        // systemd may name several, separated by colons, and gives them mode 0755; so the images have a folder inside.
        if (environment("CACHE_DIRECTORY")?.Split(':')[0] is { Length: > 0 } service)
        {
            return Path.Combine(service, "images");
        }

        // The XDG base directory specification: a relative path is to be ignored.
        if (environment("XDG_CACHE_HOME") is { } shared && Path.IsPathFullyQualified(shared))
        {
            return Path.Combine(shared, "logtail", "images");
        }

        return environment("HOME") is { } home && Path.IsPathFullyQualified(home)
            ? Path.Combine(home, ".cache", "logtail", "images")
            : null;
    }

    /// <summary>Makes the folder if need be, and checks that nobody else can have put something there.</summary>
    /// <param name="folder">A full path.</param>
    /// <param name="refusal">Why it may not be used, for the user.</param>
    internal static bool TryPrepare(string folder, [NotNullWhen(false)] out string? refusal)
    {
        try
        {
            Create(folder);
            refusal = OperatingSystem.IsWindows() ? null : Distrust(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refusal = $"The image cache {folder} cannot be used: {e.Message}";
        }

        return refusal is null;
    }

    /// <summary>Whether an owner can be trusted with our code: ourselves, and root, who could replace the executable too.</summary>
    internal static bool IsTrusted(uint? owner) => owner is null || owner == FileOwner.Current() || owner == Root;

    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OnlyUser);
        }
    }

    private static string? Distrust(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var owner = FileOwner.Of(folder);
        if (!IsTrusted(owner))
        {
            return $"The image cache {folder} belongs to another user (uid {owner}), who could make this process run code. Give another folder.";
        }

        // A folder that root has filled for us, in a container say, may be read by all. Where the owner cannot be told, a folder
        // that only its owner can enter, and that we can enter, is ours, unless we are root.
        var mode = File.GetUnixFileMode(folder);
        var forbidden = owner == Root && FileOwner.Current() != Root ? OthersWrite : ~OnlyUser;
        return (mode & forbidden) == 0
            ? null
            : $"The image cache {folder} is open to other users, who could make this process run code. Close it: chmod 700 {folder}";
    }
}
