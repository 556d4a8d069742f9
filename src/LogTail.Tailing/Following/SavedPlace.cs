using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Following;

/// <summary>Whether a file still holds the bytes that an earlier run consumed, and where that leaves its reader.</summary>
internal static class SavedPlace
{
    /// <summary>Moves a fresh tail to where the earlier run stood.</summary>
    /// <param name="length">The file's length; the greatest number where it is not known.</param>
    /// <returns><see langword="false"/>, and nothing is changed, when the file holds something else.</returns>
    public static bool TryMove(FileTail tail, long length, SourcePosition saved, bool isSameBoot)
    {
        if (!TryReadHead(tail.File, length, saved, out var head))
        {
            return false;
        }

        if (length < saved.Offset)
        {
            // The same file, shorter: after a loss of power its end may never have reached the disk. What is there was consumed.
            return !isSameBoot && length >= saved.Head.Length && Move(tail, head, saved, length, AnchorBytes(tail.File, length, Anchor.Capacity));
        }

        var before = AnchorBytes(tail.File, saved.Offset, saved.Anchor.Length);
        return BytesMark.Of(before) == saved.Anchor && Move(tail, head, saved, saved.Offset, before);
    }

    /// <summary>Whether another file is long enough to be told from others by what is known of one.</summary>
    public static bool CanTell(FileTail tail, SourcePosition saved) => saved.Offset > 0 || tail.KnownLength >= saved.Head.Length;

    /// <summary>Whether a file begins as another one did, as far as is known of that.</summary>
    public static bool IsBegunLike(IOpenFile file, SourcePosition saved) => saved.Head.Length > 0 && BytesMark.Of(Read(file, 0, saved.Head.Length)) == saved.Head;

    /// <summary>Whether a file begins with all that was consumed of another one.</summary>
    public static bool Holds(IOpenFile file, long length, SourcePosition saved) =>
        length >= saved.Offset
        && saved.Offset > 0
        && TryReadHead(file, length, saved, out _)
        && BytesMark.Of(AnchorBytes(file, saved.Offset, saved.Anchor.Length)) == saved.Anchor;

    // Bytes after the offset may be covered that were read but not consumed; they may be gone.
    private static bool TryReadHead(IOpenFile file, long length, SourcePosition saved, out byte[] head)
    {
        head = Read(file, 0, (int)Math.Min(saved.Head.Length, length));
        return head.Length < saved.Head.Length ? length < saved.Head.Length : BytesMark.Of(head) == saved.Head;
    }

    private static bool Move(FileTail tail, byte[] head, SourcePosition saved, long offset, byte[] before)
    {
        tail.Lines.MoveTo(offset, offset == 0 ? null : saved.Encoding, before, saved.IsInsideLine);
        tail.Head.Append(0, head);
        return true;
    }

    private static byte[] AnchorBytes(IOpenFile file, long offset, int length)
    {
        var wanted = (int)Math.Min(length, offset);
        return Read(file, offset - wanted, wanted);
    }

    private static byte[] Read(IOpenFile file, long offset, int length)
    {
        var bytes = new byte[length];
        return file.Read(bytes, offset, out var count) == FileFault.None ? bytes[..count] : [];
    }
}
