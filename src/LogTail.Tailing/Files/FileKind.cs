namespace LogTail.Tailing.Files;

/// <summary>What a name stands for, links resolved.</summary>
internal enum FileKind
{
    Regular,
    Directory,
    Fifo,
    Socket,
    Device,
}

/// <summary>The words for a kind in front of a user.</summary>
internal static class FileKindText
{
    public static string Describe(this FileKind kind) => kind switch
    {
        FileKind.Directory => "it is a directory",
        FileKind.Fifo => "it is a fifo",
        FileKind.Socket => "it is a socket",
        FileKind.Device => "it is a device",
        _ => "it is a file",
    };
}
