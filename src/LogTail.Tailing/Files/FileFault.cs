namespace LogTail.Tailing.Files;

/// <summary>Why a file operation did not work. Anything but <see cref="None"/> and <see cref="Missing"/> means "unknown",
/// never "the file is gone".</summary>
internal enum FileFault
{
    None,

    /// <summary>There is nothing of that name (nor, perhaps, its directory).</summary>
    Missing,
    Denied,

    /// <summary>This process, or the whole system, has no more handles.</summary>
    TooManyOpen,

    /// <summary>A network file system says that the handle is worthless: the file must be opened again by its name.</summary>
    Stale,
    Failed,
}

/// <summary>The words for a fault in front of a user.</summary>
internal static class FileFaultText
{
    public static string Describe(this FileFault fault) => fault switch
    {
        FileFault.Missing => "no such file",
        FileFault.Denied => "permission denied",
        FileFault.TooManyOpen => "too many open files",
        FileFault.Stale => "stale handle of a network file system",
        _ => "input/output error",
    };

    /// <summary>The name of the system's error number; that of an input/output error for all that have no fault of their own.</summary>
    public static string Code(this FileFault fault) => fault switch
    {
        FileFault.Missing => "ENOENT",
        FileFault.Denied => "EACCES",
        FileFault.TooManyOpen => "EMFILE",
        FileFault.Stale => "ESTALE",
        _ => "EIO",
    };
}
