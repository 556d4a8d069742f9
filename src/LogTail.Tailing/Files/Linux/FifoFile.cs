using System.Runtime.InteropServices;
using LogTail.Tailing.Lines;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Files.Linux;

/// <summary>
/// A fifo as a file that only grows: what was read of it last stays at hand, because each read begins a little before the place. Opened
/// without blocking, so that its writers may come and go.
/// </summary>
internal sealed unsafe class FifoFile(SafeFileHandle handle) : IWatchableFile
{
    private Anchor _behind;
    private long _readTo;

    public bool HasNoWriter { get; private set; }

    public string DescriptorPath => LinuxOpenFile.DescriptorPathOf(handle);

    public FileFault Read(Span<byte> buffer, long offset, out int count)
    {
        count = 0;
        Span<byte> behind = stackalloc byte[Anchor.Capacity];
        var kept = _behind.CopyTo(behind);
        var again = (int)(_readTo - offset);
        if (again < 0 || again > kept || again > buffer.Length)
        {
            // Such a place cannot be gone back to.
            return FileFault.Failed;
        }

        behind[(kept - again)..kept].CopyTo(buffer);
        var fault = ReadOn(buffer[again..], out var added);
        count = again + added;
        return fault;
    }

    public FileFault Stat(out FileStatus status)
    {
        var fault = LinuxOpenFile.Stat(handle, out status);
        status = status with { Length = _readTo };
        return fault;
    }

    public long NextData(long offset) => offset;

    public void Dispose() => handle.Dispose();

    private FileFault ReadOn(Span<byte> buffer, out int count)
    {
        nint result;
        do
        {
            fixed (byte* start = buffer)
            {
                result = LibC.Read(handle, start, buffer.Length);
            }
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted);

        // Without data a read says 0 when there is no writer, "try again" when there is one.
        HasNoWriter = result == 0 && !buffer.IsEmpty;
        count = (int)Math.Max(result, 0);
        _behind.Append(buffer[..count]);
        _readTo += count;
        return result >= 0 || Marshal.GetLastPInvokeError() == LibC.ErrorAgain ? FileFault.None : LibC.LastFault();
    }
}
