using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;

namespace LogTail.Tests.Tailing.Support;

/// <summary>The real file system, whose calls fail when a test says so. Questions are asked on the following thread.</summary>
internal sealed class FaultyFileSystem : IFileSystem
{
    private readonly LinuxFileSystem _real = new();

    // How often all handles were forgotten.
    private volatile int _age;

    public int OpenFileLimit => _real.OpenFileLimit;

    /// <summary>What opening a path runs into.</summary>
    public Func<string, FileFault> OpenFault { get; set; } = _ => FileFault.None;

    public Func<string, FileFault> ReadFault { get; set; } = _ => FileFault.None;

    public Func<string, FileFault> ListFault { get; set; } = _ => FileFault.None;

    /// <summary>What asking about a path, or an open file, runs into.</summary>
    public Func<string, FileFault> StatFault { get; set; } = _ => FileFault.None;

    /// <summary>Handles that were opened up to now are of no use any more, as when the server of a network file system has forgotten them.</summary>
    public void ForgetHandles() => _age++;

    public FileFault Stat(string path, out FileStatus status)
    {
        status = default;
        return StatFault(path) is var fault and not FileFault.None ? fault : _real.Stat(path, out status);
    }

    public bool IsLink(string path) => _real.IsLink(path);

    /// <summary>Events do not tell what others do here.</summary>
    public bool AreRemote { get; set; }

    public bool IsRemote(string path) => AreRemote;

    public string? TargetOf(string path) => _real.TargetOf(path);

    public FileFault Open(string path, out IOpenFile? file)
    {
        file = null;
        if (OpenFault(path) is var fault and not FileFault.None)
        {
            return fault;
        }

        var opened = _real.Open(path, out var real);
        file = real is null ? null : new FaultyFile(this, path, (IWatchableFile)real);
        return opened;
    }

    public FileFault List(string directory, List<DirectoryEntry> entries) =>
        ListFault(directory) is var fault and not FileFault.None ? fault : _real.List(directory, entries);

    private sealed class FaultyFile(FaultyFileSystem files, string path, IWatchableFile real) : IWatchableFile
    {
        public string DescriptorPath => real.DescriptorPath;

        private readonly int _age = files._age;

        public FileFault Read(Span<byte> buffer, long offset, out int count)
        {
            count = 0;
            return FaultOf(files.ReadFault) is var fault and not FileFault.None ? fault : real.Read(buffer, offset, out count);
        }

        public FileFault Stat(out FileStatus status)
        {
            status = default;
            return FaultOf(files.StatFault) is var fault and not FileFault.None ? fault : real.Stat(out status);
        }

        public long NextData(long offset) => real.NextData(offset);

        public void Dispose() => real.Dispose();

        private FileFault FaultOf(Func<string, FileFault> fault) => _age == files._age ? fault(path) : FileFault.Stale;
    }
}
