namespace LogTail.Conformance.Support;

/// <summary>The <c>logtail</c> executable of this build, started as a user would start it.</summary>
internal static class LogTailCommand
{
    // One image cache for the whole run, so that a program is compiled once; never the user's own.
    private static readonly Lazy<TemporaryFolder> Home = new(MakeHome);

    /// <summary>The build output beside the one that the tests run from, or what <c>LOGTAIL_EXECUTABLE</c> names.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("LOGTAIL_EXECUTABLE") ?? FindExecutable();

    public static Task<CommandResult> Run(params string[] arguments) => Run(TimeSpan.FromSeconds(60), arguments);

    public static Task<CommandResult> Run(TimeSpan deadline, params string[] arguments) =>
        ChildProcess.Run(Executable, arguments, deadline, HomeVariables());

    /// <summary>Reads logs to their end and prints the metrics.</summary>
    public static async Task<string> RunOnce(string format, string programs, params string[] logs)
    {
        var result = await Run(["run", "--once", "--format", format, "--programs", programs, "--logs", .. logs]);
        return result.Successful();
    }

    public static Dictionary<string, string> HomeVariables() => new()
    {
        ["HOME"] = Home.Value.Path,
        ["XDG_CACHE_HOME"] = Home.Value.File("cache"),
        ["XDG_STATE_HOME"] = Home.Value.File("state"),
        ["DOTNET_ROOT"] = FrameworkRoot(),
        ["TZ"] = "UTC",
    };

    private static TemporaryFolder MakeHome()
    {
        var home = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Dispose();
        return home;
    }

    private static string FindExecutable()
    {
        // artifacts/bin/LogTail.Conformance/<configuration>/ -> artifacts/bin/LogTail/<configuration>/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.FullName, "LogTail", output.Name, "logtail");
    }

    // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll
    private static string FrameworkRoot() =>
        new FileInfo(typeof(object).Assembly.Location).Directory!.Parent!.Parent!.Parent!.FullName;
}
