using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Files.Portable;

/// <summary>Volume serial number and 128-bit file id. Creation time would be no mark: Windows gives a new file the creation time of
/// the one that had its name seconds before.</summary>
internal static partial class WindowsFileId
{
    private const int FileIdInfo = 18;

    [SupportedOSPlatform("windows")]
    public static bool TryRead(SafeFileHandle handle, out FileIdentity identity)
    {
        var found = GetFileInformationByHandleEx(handle, FileIdInfo, out var info, Marshal.SizeOf<Info>());
        identity = found ? new FileIdentity(info.Volume, info.Low, unchecked((long)info.High)) : default;
        return found;
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandleEx(SafeFileHandle handle, int kind, out Info info, int size);

    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public ulong Volume;
        public ulong Low;
        public ulong High;
    }
}
