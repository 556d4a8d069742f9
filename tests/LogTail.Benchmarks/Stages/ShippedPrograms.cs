namespace LogTail.Benchmarks.Stages;

/// <summary>The programs of the checkout that this was built from.</summary>
internal static class ShippedPrograms
{
    private static readonly string Folder = Find(AppContext.BaseDirectory);

    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*.mtail").Order(StringComparer.Ordinal);

    public static string Path(string name) => System.IO.Path.Combine(Folder, name + ".mtail");

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "LogTail.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, "programs");
            }
        }

        throw new InvalidOperationException("Run from the build output of a checkout.");
    }
}
