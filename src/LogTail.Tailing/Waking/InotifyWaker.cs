using System.Runtime.InteropServices;
using System.Text;
using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Waking;

/// <summary>
/// One inotify instance for everything. Directories are watched for names only, never for writes; files are watched each, by whoever follows them,
/// as long as events are cheaper than looks.
/// </summary>
internal sealed unsafe class InotifyWaker : IWaker
{
    private const uint Modify = 0x2;
    private const uint Attributes = 0x4;
    private const uint WriterClosed = 0x8;
    private const uint MovedFrom = 0x40;
    private const uint MovedTo = 0x80;
    private const uint Create = 0x100;
    private const uint Delete = 0x200;
    private const uint DeleteSelf = 0x400;
    private const uint MoveSelf = 0x800;
    private const uint QueueOverflow = 0x4000;
    private const uint Ignored = 0x8000;
    private const uint OnlyDirectory = 0x0100_0000;

    private const uint DirectoryMask = Create | MovedFrom | MovedTo | Delete | DeleteSelf | MoveSelf | OnlyDirectory;

    // Attributes covers deletion: the number of links is one of them.
    private const uint FileMask = Modify | MoveSelf | Attributes;

    // When its writer goes, the line that it left unfinished is one: the next writer's first line is another.
    private const uint FifoMask = FileMask | WriterClosed;

    private const int NonBlockingCloseOnExec = 0x80800;
    private const int EventHeaderBytes = 16;
    private const int LargestEventBytes = EventHeaderBytes + 256;

    // Events are read no more often than this: where many files are written slowly, one after the other, to wake for each would cost more than its
    // line. The first one after a pause is read at once.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private readonly SafeFileHandle _inotify;
    private readonly SafeFileHandle _wakes;
    private readonly TimeProvider _clock;
    private readonly byte[] _events = new byte[64 * 1024];

    // Timestamp of the last reading of events; null before the first.
    private long? _lastRead;

    private InotifyWaker(SafeFileHandle inotify, SafeFileHandle wakes, TimeProvider clock)
    {
        _clock = clock;
        _inotify = inotify;
        _wakes = wakes;
    }

    public WakeMode Mode => WakeMode.Events;

    public string ModeReason { get; private set; } = "";

    /// <summary>A waker with events where the kernel grants them, otherwise one that polls and says why.</summary>
    public static IWaker Open(TimeProvider clock)
    {
        var inotify = LibC.InotifyInit(NonBlockingCloseOnExec);
        if (inotify < 0)
        {
            return new PollingWaker(Marshal.GetLastPInvokeError() == LibC.ErrorTooManyOpen
                ? "no inotify instance is left for this user (fs.inotify.max_user_instances)"
                : "inotify is not available");
        }

        var handle = new SafeFileHandle(inotify, ownsHandle: true);
        var wakes = LibC.EventFd(0, NonBlockingCloseOnExec);
        if (wakes < 0)
        {
            handle.Dispose();
            return new PollingWaker("eventfd is not available");
        }

        return new InotifyWaker(handle, new SafeFileHandle(wakes, ownsHandle: true), clock);
    }

    public int WatchDirectory(string path) => Add(path, DirectoryMask);

    public int WatchFile(IOpenFile file) => file switch
    {
        FifoFile fifo => Add(fifo.DescriptorPath, FifoMask),
        IWatchableFile open => Add(open.DescriptorPath, FileMask),
        _ => IWaker.NoWatch,
    };

    public void Unwatch(int watch) => _ = LibC.InotifyRemove(_inotify, watch);

    public void Wait(TimeSpan timeout, List<WakeHint> hints)
    {
        var (isWoken, hasEvents) = Poll(timeout, forEvents: true);
        var rest = _lastRead is { } lastRead ? Rest - _clock.GetElapsedTime(lastRead) : TimeSpan.Zero;
        if (hasEvents && !isWoken && rest > TimeSpan.Zero && timeout > TimeSpan.Zero)
        {
            // Where something else is due before, they stay for the next time. Who does not wait wants to know what happened up to now.
            hasEvents = rest < timeout;
            (isWoken, _) = Poll(rest < timeout ? rest : timeout, forEvents: false);
        }

        if (isWoken)
        {
            ulong count;
            _ = LibC.Read(_wakes, (byte*)&count, sizeof(ulong));
        }

        if (hasEvents)
        {
            ReadEvents(hints);
            _lastRead = _clock.GetTimestamp();
        }
    }

    public void Wake()
    {
        ulong one = 1;
        try
        {
            _ = LibC.Write(_wakes, (byte*)&one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    public void Dispose()
    {
        _inotify.Dispose();
        _wakes.Dispose();
    }

    private (bool IsWoken, bool HasEvents) Poll(TimeSpan timeout, bool forEvents)
    {
        var entries = stackalloc PollEntry[2];
        entries[0] = new PollEntry { File = (int)_wakes.DangerousGetHandle(), Wanted = PollEntry.Readable };
        entries[1] = new PollEntry { File = (int)_inotify.DangerousGetHandle(), Wanted = PollEntry.Readable };
        var time = PollTime.Of(timeout);
        return LibC.Poll(entries, forEvents ? 2u : 1u, &time, null) > 0
            ? (entries[0].Returned != 0, entries[1].Returned != 0)
            : (false, false);
    }

    private int Add(string path, uint mask)
    {
        var watch = LibC.InotifyAdd(_inotify, path, mask);
        if (watch < 0)
        {
            ModeReason = Marshal.GetLastPInvokeError() == LibC.ErrorNoSpace
                ? "the limit of inotify watches is reached (fs.inotify.max_user_watches)"
                : $"inotify refuses {path}";
        }

        return watch;
    }

    private void ReadEvents(List<WakeHint> hints)
    {
        while (true)
        {
            nint length;
            fixed (byte* start = _events)
            {
                length = LibC.Read(_inotify, start, _events.Length);
            }

            if (length <= 0)
            {
                return;
            }

            Parse(_events.AsSpan(0, (int)length), hints);
            if (_events.Length - length >= LargestEventBytes)
            {
                // There was room for another one.
                return;
            }
        }
    }

    // struct inotify_event: wd, mask, cookie, length of the name, name padded with NULs; in the machine's byte order.
    private static void Parse(ReadOnlySpan<byte> events, List<WakeHint> hints)
    {
        while (events.Length >= EventHeaderBytes)
        {
            var watch = MemoryMarshal.Read<int>(events);
            var mask = MemoryMarshal.Read<uint>(events[4..]);
            var cookie = MemoryMarshal.Read<uint>(events[8..]);
            var nameBytes = MemoryMarshal.Read<int>(events[12..]);
            var name = events.Slice(EventHeaderBytes, nameBytes);
            events = events[(EventHeaderBytes + nameBytes)..];
            hints.Add(new WakeHint(KindOf(mask), watch, NameOf(name), cookie));
        }
    }

    private static WakeKind KindOf(uint mask) => mask switch
    {
        _ when (mask & QueueOverflow) != 0 => WakeKind.Overflow,
        _ when (mask & Ignored) != 0 => WakeKind.WatchEnded,
        _ when (mask & Create) != 0 => WakeKind.NameAppeared,
        _ when (mask & MovedFrom) != 0 => WakeKind.NameLeft,
        _ when (mask & MovedTo) != 0 => WakeKind.NameArrived,
        _ when (mask & Delete) != 0 => WakeKind.NameDeleted,
        _ when (mask & (MoveSelf | DeleteSelf)) != 0 => WakeKind.SelfMoved,
        _ => WakeKind.FileChanged,
    };

    private static string NameOf(ReadOnlySpan<byte> padded)
    {
        var end = padded.IndexOf((byte)0);
        return padded.IsEmpty ? "" : Encoding.UTF8.GetString(end < 0 ? padded : padded[..end]);
    }
}
