namespace LogTail.Tailing;

/// <summary>Where lines were found that had left their path before they were read.</summary>
public enum Recovery
{
    /// <summary>In a copy, made before the log was truncated.</summary>
    Copy,

    /// <summary>In a renamed file, after a restart.</summary>
    Renamed,

    /// <summary>In a compressed file.</summary>
    Compressed,

    /// <summary>In a whole generation that came and went between two looks.</summary>
    Unseen,
}
