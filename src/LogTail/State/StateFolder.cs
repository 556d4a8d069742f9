using System.Collections.Immutable;

namespace LogTail.State;

/// <summary>
/// The folder of a state: the present file, the one before it, and a lock that its one owner holds. At no instant is it without a whole
/// file; whichever whole one has the highest sequence is the state (spec/follower.md §3.8). One thread at a time.
/// </summary>
internal sealed class StateFolder(string path) : IDisposable
{
    private const string FileName = "logtail.state";
    private const string PreviousName = FileName + ".prev";
    private const string TemporaryName = FileName + ".tmp";
    private const string LockName = FileName + ".lock";
    private const int MostCorruptKept = 9;

    // flock's EWOULDBLOCK on Linux and macOS, and Windows' sharing violation.
    private static readonly ImmutableArray<int> InUse = [11, 35, 32];

    private FileStream? _lock;

    public string Path { get; } = path;

    /// <summary>Makes the folder, closed to other users, and takes it for this process. Does nothing when it is ours already.</summary>
    /// <exception cref="StateFolderTakenException">Another process has it.</exception>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made or written.</exception>
    public void Take()
    {
        if (_lock is not null)
        {
            return;
        }

        CreateFolder();
        try
        {
            _lock = new FileStream(Of(LockName), Private(FileMode.OpenOrCreate));
        }
        catch (IOException fault) when (InUse.Contains(fault.HResult & 0xFFFF))
        {
            throw new StateFolderTakenException($"{Path} is in use by another LogTail");
        }
    }

    /// <summary>Reads the state.</summary>
    /// <returns>What was found; the state is null when there is no whole file.</returns>
    public StateSearch Load()
    {
        var faults = ImmutableArray.CreateBuilder<StateFault>();
        SavedState? best = null;
        foreach (var name in new[] { FileName, PreviousName, TemporaryName })
        {
            if (TryRead(name, faults) is { } state && (best is null || state.Sequence > best.Sequence))
            {
                best = state;
            }
        }

        return new StateSearch(best, faults.ToImmutable());
    }

    /// <summary>Renames files that <see cref="Load"/> could not read, so that they can be looked at and are in nobody's way.</summary>
    /// <returns>Where they are now.</returns>
    public IEnumerable<string> KeepAside(IEnumerable<StateFault> faults)
    {
        foreach (var fault in faults)
        {
            // A temporary file that was not finished is what a crash leaves behind; nobody needs it.
            if (System.IO.Path.GetFileName(fault.Path) == TemporaryName)
            {
                File.Delete(fault.Path);
                continue;
            }

            var number = 1;
            while (number < MostCorruptKept && File.Exists(CorruptName(number)))
            {
                number++;
            }

            File.Move(fault.Path, CorruptName(number), overwrite: true);
            yield return CorruptName(number);
        }
    }

    /// <summary>Replaces the state; the former one stays as the one before. On return it is on the disk.</summary>
    /// <exception cref="IOException">The disk is full, or worse; the former state is intact.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Take();
        var options = Private(FileMode.Create);
        // Where there is no room, that shows before a byte is written.
        options.PreallocationSize = bytes.Length;
        using (var file = new FileStream(Of(TemporaryName), options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        if (File.Exists(Of(FileName)))
        {
            File.Move(Of(FileName), Of(PreviousName), overwrite: true);
        }

        File.Move(Of(TemporaryName), Of(FileName), overwrite: true);
        FolderSync.Flush(Path);
    }

    /// <summary>Removes all states.</summary>
    public void Clear()
    {
        foreach (var name in new[] { FileName, PreviousName, TemporaryName })
        {
            File.Delete(Of(name));
        }

        FolderSync.Flush(Path);
    }

    public void Dispose() => _lock?.Dispose();

    private SavedState? TryRead(string name, ImmutableArray<StateFault>.Builder faults)
    {
        try
        {
            return StateFormat.Read(File.ReadAllBytes(Of(name)));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is StateFormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(new StateFault(Of(name), fault.Message));
            return null;
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else if (!Directory.Exists(Path))
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Label values come from logs, and logs are not for everybody.
    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private string Of(string name) => System.IO.Path.Combine(Path, name);

    private string CorruptName(int number) => Of($"{FileName}.corrupt-{number}");
}

/// <summary>What was found in a state's folder.</summary>
/// <param name="State">The latest whole state; null when there is none.</param>
/// <param name="Faults">Files that are none.</param>
internal sealed record StateSearch(SavedState? State, ImmutableArray<StateFault> Faults);

/// <summary>A file that should hold a state and does not.</summary>
/// <param name="Reason">For the user.</param>
internal sealed record StateFault(string Path, string Reason);

/// <summary>Another process owns the folder.</summary>
internal sealed class StateFolderTakenException(string message) : Exception(message);
