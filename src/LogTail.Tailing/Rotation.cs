namespace LogTail.Tailing;

/// <summary>How a path came to mean another file.</summary>
public enum Rotation
{
    /// <summary>The former file has another name now.</summary>
    Renamed,

    /// <summary>The former file is deleted.</summary>
    Deleted,

    /// <summary>A longer copy of the former file was put into its place.</summary>
    Replaced,

    /// <summary>The path is a symbolic link that leads elsewhere, or to another file of the same name.</summary>
    LinkSwitched,
}
