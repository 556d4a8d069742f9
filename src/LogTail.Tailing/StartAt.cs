namespace LogTail.Tailing;

/// <summary>Where reading begins in files that exist when the tailer starts. Files that appear later are read from byte 0.</summary>
public enum StartAt
{
    /// <summary>Only lines that are finished from now on.</summary>
    End,

    /// <summary>Everything the files hold.</summary>
    Beginning,
}
