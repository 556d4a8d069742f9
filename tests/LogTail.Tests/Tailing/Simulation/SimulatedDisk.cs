using System.Runtime.InteropServices;
using System.Text;
using LogTail.Tailing;
using LogTail.Tailing.Files;
using LogTail.Tailing.Waking;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Simulation;

/// <summary>One directory in memory, with files, links and open handles, that tells inotify's events to whoever listens.</summary>
/// <param name="step">Nanoseconds of the disk's clock that pass with each change.</param>
internal sealed class SimulatedDisk(long step = SimulatedDisk.HalfAMinute) : IFileSystem
{
    public const string Directory = "/logs";

    private const long HalfAMinute = 30_000_000_000;

    private readonly Dictionary<string, Inode> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private ulong _nextNumber = 1;

    private long _time = HalfAMinute;
    private long _namesChangedAt = HalfAMinute;

    /// <summary>Told of each event as it happens.</summary>
    public Action<WakeKind, string, uint> NameEvent { get; set; } = (_, _, _) => { };

    public Action<Inode> FileEvent { get; set; } = _ => { };

    /// <summary>A listing fails; nobody knows then what is there and what is not.</summary>
    public bool IsUnlistable { get; set; }

    /// <summary>Told before each call of the reader: what happens now, happens between two of its calls.</summary>
    public Action Called { get; set; } = () => { };

    public int OpenFileLimit => 1000;

    /// <summary>The disk's clock, in nanoseconds.</summary>
    public long Now => _time;

    public IEnumerable<string> Names => _names.Keys;

    public static string PathOf(string name) => $"{Directory}/{name}";

    /// <summary>Nothing happens for a while.</summary>
    public void Wait(TimeSpan time) => _time += time.Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>An open writer of a file, made anew if there is none.</summary>
    public Inode Create(string name)
    {
        if (!_names.TryGetValue(name, out var inode))
        {
            ChangeNames();
            inode = new Inode(new FileIdentity(1, _nextNumber++, _time)) { ModifiedAt = _time };
            Put(name, inode);
            NameEvent(WakeKind.NameAppeared, name, 0);
        }

        return inode;
    }

    public void Append(Inode inode, string text) => Append(inode, Encoding.UTF8.GetBytes(text));

    public void Append(Inode inode, ReadOnlySpan<byte> bytes)
    {
        Tick();
        inode.Bytes.AddRange(bytes);
        inode.ModifiedAt = _time;
        FileEvent(inode);
    }

    public void Truncate(Inode inode)
    {
        Tick();
        inode.Bytes.Clear();
        inode.ModifiedAt = _time;
        FileEvent(inode);
    }

    /// <summary>What a file holds, compressed or not.</summary>
    public string[] LinesOf(string name)
    {
        var bytes = _names[name].Bytes.ToArray();
        return Encoding.UTF8.GetString(name.EndsWith(".gz", StringComparison.Ordinal) ? Compress.Text(bytes) : bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Copy(string from, string to) => Append(Create(to), Encoding.UTF8.GetString([.. _names[from].Bytes]));

    /// <summary>gzip has read the file: what it holds is in another one beside it.</summary>
    public void BeginCompressing(string name) => Append(Create(name + ".gz"), Compress.Bytes(Encoding.UTF8.GetString([.. _names[name].Bytes])));

    /// <summary>gzip is done: the compressed file has the plain one's time, and that is deleted.</summary>
    public void EndCompressing(string name)
    {
        _names[name + ".gz"].ModifiedAt = _names[name].ModifiedAt;
        Delete(name);
    }

    public void Delete(string name)
    {
        ChangeNames();
        _names.Remove(name, out var inode);
        inode!.Links--;
        NameEvent(WakeKind.NameLeft, name, 0);
        FileEvent(inode);
    }

    public void Rename(string from, string to)
    {
        ChangeNames();
        var cookie = (uint)(_time / step);
        NameEvent(WakeKind.NameLeft, from, cookie);
        if (_names.Remove(to, out var replaced))
        {
            replaced.Links--;
        }

        _links.Remove(to);
        if (_links.Remove(from, out var target))
        {
            _links[to] = target;
        }
        else
        {
            _names.Remove(from, out var inode);
            inode!.Links--;
            Put(to, inode);
        }

        NameEvent(WakeKind.NameArrived, to, cookie);
    }

    public void Link(string name, string target)
    {
        ChangeNames();
        _links[name] = target;
        NameEvent(WakeKind.NameAppeared, name, 0);
    }

    public FileFault Stat(string path, out FileStatus status)
    {
        Called();
        status = new FileStatus(new FileIdentity(1, 0, 0), FileKind.Directory, 0, 1, _namesChangedAt);
        if (path == Directory)
        {
            return FileFault.None;
        }

        if (!TryFind(path, out var inode))
        {
            return FileFault.Missing;
        }

        status = inode.Status;
        return FileFault.None;
    }

    public bool IsLink(string path) => _links.ContainsKey(path[(Directory.Length + 1)..]);

    public bool IsRemote(string path) => false;

    public string? TargetOf(string path) => _links.TryGetValue(path[(Directory.Length + 1)..], out var target) ? PathOf(target) : null;

    public FileFault Open(string path, out IOpenFile? file)
    {
        Called();
        file = TryFind(path, out var inode) ? new OpenFile(this, inode) : null;
        return file is null ? FileFault.Missing : FileFault.None;
    }

    public FileFault List(string directory, List<DirectoryEntry> entries)
    {
        Called();
        if (IsUnlistable)
        {
            return FileFault.Failed;
        }

        entries.AddRange(_names.Keys.Select(name => new DirectoryEntry(name, IsDirectory: false, IsLink: false)));
        entries.AddRange(_links.Keys.Select(name => new DirectoryEntry(name, IsDirectory: false, IsLink: true)));
        return FileFault.None;
    }

    private void Put(string name, Inode inode)
    {
        inode.Links++;
        _names[name] = inode;
    }

    private void Tick() => _time += step;

    private void ChangeNames()
    {
        Tick();
        _namesChangedAt = _time;
    }

    private bool TryFind(string path, out Inode inode)
    {
        var name = path[(Directory.Length + 1)..];
        return _names.TryGetValue(_links.GetValueOrDefault(name, name), out inode!);
    }

    /// <summary>A file, whatever its names.</summary>
    internal sealed class Inode(FileIdentity identity)
    {
        public List<byte> Bytes { get; } = [];

        public uint Links { get; set; }

        public long ModifiedAt { get; set; }

        public FileIdentity Identity { get; } = identity;

        public FileStatus Status => new(Identity, FileKind.Regular, Bytes.Count, Links, ModifiedAt);
    }

    internal sealed class OpenFile(SimulatedDisk disk, Inode inode) : IOpenFile
    {
        public Inode Inode => inode;

        public FileFault Read(Span<byte> buffer, long offset, out int count)
        {
            disk.Called();
            count = (int)Math.Clamp(inode.Bytes.Count - offset, 0, buffer.Length);
            if (count > 0)
            {
                CollectionsMarshal.AsSpan(inode.Bytes).Slice((int)offset, count).CopyTo(buffer);
            }

            return FileFault.None;
        }

        public FileFault Stat(out FileStatus status)
        {
            disk.Called();
            status = inode.Status;
            return FileFault.None;
        }

        public long NextData(long offset) => offset;

        public void Dispose()
        {
        }
    }
}
