using System.Text;

namespace LogTail.Commands;

/// <summary>The name under which the process was started, which a link gives it and the runtime does not tell.</summary>
internal static class InvokedName
{
    /// <summary>The first word of the command line without its folder; empty where the system does not say.</summary>
    public static string Read()
    {
        try
        {
            var words = File.ReadAllBytes("/proc/self/cmdline");
            var end = Array.IndexOf(words, (byte)0);
            return Path.GetFileName(Encoding.UTF8.GetString(words, 0, Math.Max(end, 0)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
