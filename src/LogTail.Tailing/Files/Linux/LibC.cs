using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Files.Linux;

/// <summary>The C library's calls that .NET does not offer. Names and numbers are those of the Linux manual pages.</summary>
internal static unsafe partial class LibC
{
    public const int ReadOnlyNonBlocking = 0x80000 /* O_CLOEXEC */ | 0x800 /* O_NONBLOCK */ | 0x100 /* O_NOCTTY */;

    public const int NoAccessTime = 0x40000;

    public const int AtCurrentDirectory = -100;
    public const int AtNoFollow = 0x100;
    public const int AtEmptyPath = 0x1000;

    /// <summary>Network file systems ask their server; local ones know.</summary>
    public const int AtForceSync = 0x2000;
    public const uint StatxBasicAndBirth = 0xFFF;

    public const int SeekData = 3;

    public const int ErrorNoEntry = 2;
    public const int ErrorInterrupted = 4;
    public const int ErrorNoSuchAddress = 6;
    public const int ErrorAgain = 11;
    public const int ErrorDenied = 13;
    public const int ErrorNotDirectory = 20;
    public const int ErrorTableFull = 23;
    public const int ErrorTooManyOpen = 24;
    public const int ErrorNoSpace = 28;
    public const int ErrorNotPermitted = 1;
    public const int ErrorNoSystemCall = 38;
    public const int ErrorStale = 116;

    private const string Library = "libc";

    static LibC() => NativeLibrary.SetDllImportResolver(typeof(LibC).Assembly, Resolve);

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(SafeFileHandle file, byte* buffer, nint count, long offset);

    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(SafeFileHandle file, long offset, int whence);

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Statx(int directory, string path, int flags, uint mask, StatxBuffer* buffer);

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int StatxOf(SafeFileHandle file, string path, int flags, uint mask, StatxBuffer* buffer);

    [LibraryImport(Library, EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Statfs(string path, long* buffer);

    [LibraryImport(Library, EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint OpenDirectory(string path);

    [LibraryImport(Library, EntryPoint = "readdir", SetLastError = true)]
    public static partial byte* ReadDirectory(nint directory);

    [LibraryImport(Library, EntryPoint = "closedir")]
    public static partial int CloseDirectory(nint directory);

    [LibraryImport(Library, EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int InotifyInit(int flags);

    [LibraryImport(Library, EntryPoint = "inotify_add_watch", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int InotifyAdd(SafeFileHandle inotify, string path, uint mask);

    [LibraryImport(Library, EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int InotifyRemove(SafeFileHandle inotify, int watch);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, PollTime* timeout, void* signals);

    /// <summary>The fault that the last call's error number stands for.</summary>
    public static FileFault LastFault() => Marshal.GetLastPInvokeError() switch
    {
        ErrorNoEntry or ErrorNotDirectory => FileFault.Missing,
        ErrorDenied or ErrorNotPermitted => FileFault.Denied,
        ErrorTooManyOpen or ErrorTableFull => FileFault.TooManyOpen,
        ErrorStale => FileFault.Stale,
        _ => FileFault.Failed,
    };

    // Some distributions ship a text file as `libc.so`; the versioned name is always the library.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        name == Library && NativeLibrary.TryLoad("libc.so.6", out var handle) ? handle : 0;
}

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public const short Readable = 1;

    public int File;
    public short Wanted;
    public short Returned;
}

/// <summary><c>struct timespec</c>, of which both parts are <c>long</c>s of C.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct PollTime
{
    private readonly nint _seconds;
    private readonly nint _nanoseconds;

    private PollTime(nint seconds, nint nanoseconds)
    {
        _seconds = seconds;
        _nanoseconds = nanoseconds;
    }

    public static PollTime Of(TimeSpan time) => new(
        (nint)Math.Min(time.Ticks / TimeSpan.TicksPerSecond, int.MaxValue),
        (nint)(time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
}
