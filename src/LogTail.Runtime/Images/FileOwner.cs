using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Runtime.Images;

/// <summary>Who owns a file or folder, which .NET does not say. Linux only: elsewhere the answer is "unknown".</summary>
internal static partial class FileOwner
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint WantsUserId = 0x8;

    /// <summary>Number of the user that this process acts as.</summary>
    /// <returns>Null where it cannot be told.</returns>
    public static uint? Current() => OperatingSystem.IsLinux() ? GetEffectiveUserId() : null;

    /// <summary>Owner of what a path leads to.</summary>
    /// <returns>Null where it cannot be told.</returns>
    public static uint? Of(string path) => OperatingSystem.IsLinux() ? Read(CurrentFolder, path, 0) : null;

    /// <summary>Owner of an open file.</summary>
    /// <returns>Null where it cannot be told.</returns>
    public static uint? Of(SafeFileHandle file) =>
        OperatingSystem.IsLinux() ? Read((int)file.DangerousGetHandle(), "", EmptyPath) : null;

    [SupportedOSPlatform("linux")]
    private static uint? Read(int folder, string path, int flags)
    {
        try
        {
            return StatX(folder, path, flags, WantsUserId, out var status) == 0 ? status.UserId : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call (glibc before 2.28).
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out FileStatus status);

    // struct statx of the Linux kernel, the same on every architecture; only one field is of use here.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(20)]
        public uint UserId;
    }
}
