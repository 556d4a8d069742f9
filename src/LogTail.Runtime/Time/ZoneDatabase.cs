namespace LogTail.Runtime.Time;

/// <summary>Finds the files of the system's IANA time zone database.</summary>
internal static class ZoneDatabase
{
    private const string LocalFile = "/etc/localtime";

    private static readonly string[] Folders =
        ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"];

    /// <summary>Reads the file of a zone; null when there is none or it cannot be read.</summary>
    public static ZoneFile? Find(string name)
    {
        // A name comes from the user and must stay inside the database.
        if (name.StartsWith('/') || name.Contains('\\') || name.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var folder in Folders)
        {
            if (Read(Path.Combine(folder, name)) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>The zone of the environment variable TZ (empty: UTC), or else of the system.</summary>
    public static ZoneFile? FindLocal()
    {
        var setting = Environment.GetEnvironmentVariable("TZ");
        if (setting is null)
        {
            return Read(LocalFile);
        }

        var name = setting.TrimStart(':');
        return name.StartsWith('/') ? Read(name) : name.Length == 0 ? null : Find(name);
    }

    private static ZoneFile? Read(string path)
    {
        try
        {
            return File.Exists(path) ? ZoneFile.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
