using System.Buffers;
using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Following;

/// <summary>Where reading begins in a file of which only new lines are wanted: at the start of its unfinished last line.</summary>
internal static class StartPlace
{
    private const int StepBytes = 64 * 1024;

    /// <summary>Moves a fresh tail to the end of what is finished. A file that cannot be read stays at 0 and is tried again.</summary>
    public static void MoveToEnd(FileTail tail, long length, TailOptions options)
    {
        if (length == 0)
        {
            return;
        }

        Span<byte> start = stackalloc byte[Head.Capacity];
        start = start[..(int)Math.Min(length, start.Length)];
        if (tail.File.Read(start, 0, out var count) != FileFault.None
            || count == 0
            || !ByteOrderMark.TryRead(start[..count], options.Encoding, out var encoding, out var markLength))
        {
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(StepBytes);
        if (TryFindLineStart(tail.File, EncodedText.Of(encoding), length, options.MaxLineBytes, buffer, out var lineStart))
        {
            // No line begins near the end: it is inside one that is too long.
            Place(tail, lineStart ?? (length & ~1L), encoding, isSkipping: lineStart is null);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        if (tail.Lines.ReadTo < markLength)
        {
            Place(tail, markLength, encoding, isSkipping: false);
        }

        tail.Head.Append(0, start[..(int)Math.Min(count, tail.Lines.ReadTo)]);
    }

    // Backwards from the end, in steps that begin at even places so that the units of UTF-16 stay whole.
    private static bool TryFindLineStart(
        ParkableFile file, EncodedText text, long length, int maxLineBytes, Span<byte> buffer, out long? lineStart)
    {
        lineStart = null;
        for (var end = length; end > 0 && length - end <= maxLineBytes;)
        {
            var begin = Math.Max(0, (end - StepBytes + 1) & ~1L);
            var piece = buffer[..(int)(end - begin)];
            if (file.Read(piece, begin, out var read) != FileFault.None || read < piece.Length)
            {
                return false;
            }

            var found = text.EndOfLastLine(piece);
            if (found > 0 || begin == 0)
            {
                lineStart = begin + found;
                return true;
            }

            end = begin;
        }

        return true;
    }

    private static void Place(FileTail tail, long offset, LineEncoding encoding, bool isSkipping)
    {
        Span<byte> before = stackalloc byte[(int)Math.Min(offset, Anchor.Capacity)];
        _ = tail.File.Read(before, offset - before.Length, out var count);
        tail.Lines.MoveTo(offset, encoding, before[..count], isSkipping);
    }
}
