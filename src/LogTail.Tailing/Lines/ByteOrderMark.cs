namespace LogTail.Tailing.Lines;

/// <summary>The bytes at the beginning of a file that say how the rest is encoded.</summary>
internal static class ByteOrderMark
{
    /// <summary>Reads a mark.</summary>
    /// <param name="start">First bytes of the file.</param>
    /// <param name="usual">The encoding where there is no mark.</param>
    /// <param name="encoding">What the mark says, or <paramref name="usual"/>.</param>
    /// <param name="length">Bytes of the mark; 0 without one.</param>
    /// <returns><see langword="false"/> when more bytes must come before one can tell.</returns>
    public static bool TryRead(ReadOnlySpan<byte> start, LineEncoding usual, out LineEncoding encoding, out int length)
    {
        (encoding, length) = start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (LineEncoding.Utf8, 3),
            [0xFF, 0xFE, ..] => (LineEncoding.Utf16LittleEndian, 2),
            [0xFE, 0xFF, ..] => (LineEncoding.Utf16BigEndian, 2),
            _ => (usual, 0),
        };
        return length > 0 || start is not ([] or [0xEF] or [0xEF, 0xBB] or [0xFF] or [0xFE]);
    }
}
