using System.Runtime.InteropServices;

namespace LogTail.Engine;

/// <summary>SIGHUP, which reloads.</summary>
internal static partial class HangUp
{
    private const int Number = 1;

    /// <summary>
    /// Makes it arrive also in a process that was started with it ignored, as <c>nohup</c> does: mtail reloads there too, and .NET leaves a signal
    /// ignored that was. To be called before a handler is registered.
    /// </summary>
    public static void NoLongerIgnored()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(Number, handler: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);
}
