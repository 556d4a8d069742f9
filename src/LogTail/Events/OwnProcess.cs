using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LogTail.Events;

/// <summary>
/// What the kernel says of this process, at the price of a call or two: <see cref="Process"/> reads the files of all threads for the same answers,
/// and handles counted by their names in <c>/proc</c> take milliseconds when ten thousand logs are open.
/// </summary>
internal static unsafe partial class OwnProcess
{
    private const string Handles = "/proc/self/fd";
    private const string Memory = "/proc/self/statm";

    // statx(2): 256 bytes on every architecture, the size at byte 40.
    private const int AtCurrentDirectory = -100;
    private const uint WithSize = 0x200;
    private const int StatxWords = 32;
    private const int SizeWord = 5;

    // Seven numbers with spaces between them.
    private const int LongestMemoryText = 160;

    /// <summary>Bytes of address space; NaN when nobody tells.</summary>
    public static double VirtualBytes() => OperatingSystem.IsLinux() ? ReadPages(0) : Of(process => process.VirtualMemorySize64);

    /// <summary>Bytes in memory; NaN when nobody tells.</summary>
    public static double ResidentBytes() => OperatingSystem.IsLinux() ? ReadPages(1) : Environment.WorkingSet;

    /// <summary>Handles that are open; NaN when nobody tells.</summary>
    public static double OpenHandles()
    {
        // Since Linux 6.2 the size of the directory is the number of its entries.
        if (OperatingSystem.IsLinux() && TryReadSize(Handles, out var count) && count > 0)
        {
            return count;
        }

        try
        {
            return Directory.EnumerateFileSystemEntries(Handles).Count();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }

    /// <summary>Something of the process that is asked for seldom.</summary>
    public static double Of(Func<Process, double> read)
    {
        using var process = Process.GetCurrentProcess();
        return read(process);
    }

    // The numbers are pages: all, resident, shared, code, 0, data, 0.
    private static double ReadPages(int index)
    {
        Span<byte> buffer = stackalloc byte[LongestMemoryText];
        try
        {
            using var file = File.OpenHandle(Memory);
            ReadOnlySpan<byte> text = buffer[..RandomAccess.Read(file, buffer, 0)];
            for (var i = 0; i < index; i++)
            {
                text = text[(text.IndexOf((byte)' ') + 1)..];
            }

            return Utf8Parser.TryParse(text, out long pages, out _) ? (double)pages * Environment.SystemPageSize : double.NaN;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }

    private static bool TryReadSize(string path, out long size)
    {
        var buffer = stackalloc long[StatxWords];
        try
        {
            var isKnown = Statx(AtCurrentDirectory, path, 0, WithSize, buffer) == 0;
            size = isKnown ? buffer[SizeWord] : 0;
            return isKnown;
        }
        catch (TypeLoadException)
        {
            // An old C library without that call.
            size = 0;
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, long* buffer);
}
