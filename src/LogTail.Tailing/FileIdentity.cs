namespace LogTail.Tailing;

/// <summary>Which file this is, whatever it is called now. Compared while a file is open and after a restart.</summary>
/// <param name="Device">Number of the file system (major and minor on Linux, volume serial number on Windows).</param>
/// <param name="Number">Inode number; on Windows the lower half of the 128-bit file id.</param>
/// <param name="Generation">Tells two users of one number apart: birth time in nanoseconds on Linux (0 where the file
/// system keeps none), the upper half of the file id on Windows.</param>
public readonly record struct FileIdentity(ulong Device, ulong Number, long Generation);
