namespace LogTail.Tailing.Following;

/// <summary>
/// Whether a file may be a copy, complete or being made, of one that is still there: then it is not known yet which of the two keeps the lines.
/// </summary>
internal static class LiveCopy
{
    private const int ComparedBytes = 4096;
    private const int ComparedEnd = 64;

    /// <param name="original">A file whose bytes a path means now.</param>
    /// <param name="tail">The other one; as long as it was when it was opened.</param>
    public static bool MayBe(FileTail original, FileTail tail)
    {
        var length = tail.KnownLength;
        if (original == tail || tail.File.IsCompressed || tail.Identity.Generation < original.Identity.Generation || length > original.KnownLength)
        {
            return false;
        }

        return BeginsWith(original, tail, length);
    }

    /// <summary>Whether a file begins with another one, as far as their beginnings and the place where the other one ends tell.</summary>
    public static bool BeginsWith(FileTail longer, FileTail shorter, long length) =>
        HaveSameBytes(longer, shorter, 0, Math.Min(length, ComparedBytes))
        && HaveSameBytes(longer, shorter, Math.Max(0, length - ComparedEnd), Math.Min(length, ComparedEnd));

    private static bool HaveSameBytes(FileTail left, FileTail right, long offset, long count)
    {
        var (leftBytes, rightBytes) = (new byte[count], new byte[count]);
        _ = left.File.Read(leftBytes, offset, out var leftCount);
        _ = right.File.Read(rightBytes, offset, out var rightCount);
        return leftCount == count && rightCount == count && leftBytes.AsSpan().SequenceEqual(rightBytes);
    }
}
