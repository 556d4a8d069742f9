namespace LogTail.Tailing.Following;

/// <summary>How a turn of reading one file ended.</summary>
internal enum ReadOutcome
{
    /// <summary>Its turn is over and it may have more.</summary>
    More,

    /// <summary>It is read to its present end.</summary>
    End,

    /// <summary>All batches are in the hands of the programs.</summary>
    Starved,

    /// <summary>It does not hold any more what was read of it.</summary>
    Truncated,

    /// <summary>It is compressed: its lines cannot be read.</summary>
    Compressed,

    /// <summary>It cannot be read at present.</summary>
    Faulted,
}
