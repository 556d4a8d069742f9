namespace LogTail.Tests.Support;

/// <summary>A test that compares with the real mtail; skipped, visibly, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MtailFactAttribute : FactAttribute
{
    public MtailFactAttribute()
    {
        if (!IsInstalled())
        {
            Skip = "mtail is not installed (Debian package `mtail`).";
        }
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "mtail")));
}
