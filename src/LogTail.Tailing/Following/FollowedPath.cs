namespace LogTail.Tailing.Following;

/// <summary>A path that a pattern found, and the file that it means. Owned by the following thread.</summary>
internal sealed class FollowedPath(string path, bool isLiteral)
{
    public string Path { get; } = path;

    /// <summary>The user named this very path: it is waited for, and told about, even while there is nothing.</summary>
    public bool IsLiteral { get; set; } = isLiteral;

    /// <summary>A symbolic link, whose meaning may change without a trace in its directory.</summary>
    public bool IsLink { get; set; }

    /// <summary>The file that the path meant when last looked at; <see langword="null"/> for none.</summary>
    public FileTail? Tail { get; set; }

    /// <summary>The file that it meant last: also in a gap between two.</summary>
    public FileTail? LastTail { get; set; }

    /// <summary>Open files whose lines are delivered under this path.</summary>
    public List<FileTail> Generations { get; } = new(1);

    /// <summary>The latest generation that is read before the present file and was found beside it.</summary>
    public FileTail? LastUnseen { get; set; }

    /// <summary>Our clock at the last rotation, truncation or new beginning: siblings that appear around that time are part of it.</summary>
    public long? LastEpisode { get; set; }

    /// <summary>A file that was refused: not to be opened and told about again and again.</summary>
    public FileIdentity? Refused { get; set; }

    /// <summary>It existed at the start and could not be opened for want of handles: its length then, where new lines begin.</summary>
    public long? StartLength { get; set; }

    /// <summary>Why the last attempt to open failed; told when it changes.</summary>
    public Files.FileFault LastFault { get; set; }
}
