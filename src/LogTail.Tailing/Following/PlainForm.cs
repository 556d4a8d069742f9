using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <summary>
/// Whether a compressed file has nothing that a plain one beside it has not: <c>gzip</c> removes the plain file when it is done, and until then
/// the other one is only a part of it.
/// </summary>
internal static class PlainForm
{
    private const int ComparedBytes = 64 * 1024;

    /// <param name="plain">The file that is not compressed.</param>
    /// <param name="compressed">The other one, decompressed as it is read. As a rule it differs at once or is read to its end.</param>
    public static bool HasAllOf(IOpenFile plain, IOpenFile compressed)
    {
        var (plainBytes, bytes) = (new byte[ComparedBytes], new byte[ComparedBytes]);
        var offset = 0L;
        while (true)
        {
            if (compressed.Read(bytes, offset, out var count) != FileFault.None || count == 0)
            {
                return true;
            }

            if (plain.Read(plainBytes.AsSpan(0, count), offset, out var plainCount) != FileFault.None
                || !plainBytes.AsSpan(0, plainCount).SequenceEqual(bytes.AsSpan(0, count)))
            {
                return false;
            }

            offset += count;
        }
    }
}
