namespace LogTail.Tailing.Files;

/// <summary>An open file. It stays the same file whatever happens to its name. Used by one thread at a time.</summary>
internal interface IOpenFile : IDisposable
{
    /// <summary>Reads at a place without moving anything.</summary>
    /// <returns>Bytes read; 0 at or after the end.</returns>
    FileFault Read(Span<byte> buffer, long offset, out int count);

    FileFault Stat(out FileStatus status);

    /// <summary>The first place at or after <paramref name="offset"/> that is not in a hole.</summary>
    /// <returns><paramref name="offset"/> itself where holes are unknown; the end of the file when only a hole follows.</returns>
    long NextData(long offset);

    /// <summary>The last read came to the end because nobody writes to it any more: of a fifo, whose end is not that of its bytes.</summary>
    bool HasNoWriter => false;
}
