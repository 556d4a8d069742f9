using System.Diagnostics;

namespace LogTail.Tests.Tailing.Support;

internal static class HardLink
{
    public static void Create(string path, string link)
    {
        using var process = Process.Start("ln", [path, link]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
