namespace LogTail.Conformance.Support;

/// <summary>Where things stand in the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Programs => Path.Combine(Root, "programs");

    public static string SampleLogs => Path.Combine(Root, "examples", "logs");

    public static string Cases => Path.Combine(Root, "tests", "LogTail.Conformance", "cases");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LogTail.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No LogTail.sln above {AppContext.BaseDirectory}: run the tests from the build output of a checkout.");
    }
}
