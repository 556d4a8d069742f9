using System.Globalization;

namespace LogTail.Torture;

/// <summary>What this process and the daemons that it started cost.</summary>
internal static class ProcessorTime
{
    private const int TicksPerSecond = 100;

    /// <summary>Of user and kernel, of this process and of all its children that have ended.</summary>
    public static TimeSpan Spent()
    {
        // proc(5): after the name in parentheses come the state and, as numbers 14 to 17 of the line, utime, stime, cutime and cstime.
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds(fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / (double)TicksPerSecond);
    }
}
