using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Files.Linux;

internal sealed unsafe class LinuxOpenFile(SafeFileHandle handle) : IWatchableFile
{
    public string DescriptorPath => DescriptorPathOf(handle);

    public static string DescriptorPathOf(SafeFileHandle handle) => $"/proc/self/fd/{handle.DangerousGetHandle()}";

    public static FileFault Stat(SafeFileHandle handle, out FileStatus status)
    {
        StatxBuffer buffer;
        if (LibC.StatxOf(handle, "", LibC.AtEmptyPath | LibC.AtForceSync, LibC.StatxBasicAndBirth, &buffer) != 0)
        {
            status = default;
            return LibC.LastFault();
        }

        status = buffer.ToStatus();
        return FileFault.None;
    }

    public FileFault Read(Span<byte> buffer, long offset, out int count)
    {
        nint result;
        do
        {
            fixed (byte* start = buffer)
            {
                result = LibC.ReadAt(handle, start, buffer.Length, offset);
            }
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted);

        count = (int)Math.Max(result, 0);
        return result < 0 ? LibC.LastFault() : FileFault.None;
    }

    public FileFault Stat(out FileStatus status) => Stat(handle, out status);

    public long NextData(long offset)
    {
        var next = LibC.Seek(handle, offset, LibC.SeekData);
        if (next >= 0)
        {
            return next;
        }

        // "No such address": nothing but a hole follows.
        return Marshal.GetLastPInvokeError() == LibC.ErrorNoSuchAddress && Stat(out var status) == FileFault.None
            ? Math.Max(offset, status.Length)
            : offset;
    }

    public void Dispose() => handle.Dispose();
}
