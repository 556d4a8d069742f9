namespace LogTail.Commands;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>Something is wrong in what the user wrote, and was said.</summary>
    public const int Diagnostics = 1;

    /// <summary>The command line makes no sense, or the world failed: a port in use, no permission.</summary>
    public const int Fault = 2;
}
