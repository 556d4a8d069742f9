namespace LogTail.State;

/// <summary>Which run of the machine this is. After a loss of power logs may be shorter than what was read of them.</summary>
internal static class BootId
{
    private const string LinuxFile = "/proc/sys/kernel/random/boot_id";

    /// <returns>Empty where it cannot be told: then the machine counts as never started anew.</returns>
    public static string Read()
    {
        try
        {
            return File.Exists(LinuxFile) ? File.ReadAllText(LinuxFile).Trim() : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
