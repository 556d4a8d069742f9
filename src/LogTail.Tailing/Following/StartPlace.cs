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
        var start = new byte[Head.Capacity];
        if (tail.File.Read(start.AsSpan(0, (int)Math.Min(length, start.Length)), 0, out var count) != FileFault.None || count == 0)
        {
            return;
        }

        if (!ByteOrderMark.TryRead(start.AsSpan(0, count), options.Encoding, out var encoding, out var markLength))
        {
            return;
        }

        var text = EncodedText.Of(encoding);
        var block = new byte[StepBytes];
        for (var end = length; ;)
        {
            // Even places, so that the units of UTF-16 stay whole.
            var begin = Math.Max(0, (end - StepBytes + 1) & ~1L);
            var piece = block.AsSpan(0, (int)(end - begin));
            if (tail.File.Read(piece, begin, out var read) != FileFault.None || read < piece.Length)
            {
                return;
            }

            var lineStart = begin == 0 ? Math.Max(markLength, text.EndOfLastLine(piece)) : text.EndOfLastLine(piece);
            if (lineStart > 0 || begin == 0 || length - begin > options.MaxLineBytes)
            {
                var isSkipping = lineStart == 0 && begin > 0;
                Place(tail, isSkipping ? length & ~1L : begin + lineStart, encoding, isSkipping);
                tail.Head.Append(0, start.AsSpan(0, (int)Math.Min(count, tail.Lines.ReadTo)));
                return;
            }

            end = begin;
        }
    }

    private static void Place(FileTail tail, long offset, LineEncoding encoding, bool isSkipping)
    {
        Span<byte> before = stackalloc byte[(int)Math.Min(offset, Anchor.Capacity)];
        _ = tail.File.Read(before, offset - before.Length, out var count);
        tail.Lines.MoveTo(offset, encoding, before[..count], isSkipping);
    }
}
