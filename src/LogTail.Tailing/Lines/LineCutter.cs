using System.Diagnostics;

namespace LogTail.Tailing.Lines;

/// <summary>
/// Turns the bytes of one source, in any portions, into decoded lines, and knows up to where they were taken. Lines end in LF; one CR
/// before it belongs to the terminator. What follows the last LF is held back until its LF arrives. NULs at the beginning of a
/// line are left out: a hole in the file reads as them.
/// </summary>
internal sealed class LineCutter(LineEncoding usualEncoding, int maxLineBytes, LongLines longLines = LongLines.Truncate)
{
    // Bytes past the limit that are held all the same: the CR of the terminator, or the rest of the character that the limit falls
    // into, decide where the line is cut.
    private const int DecidingBytes = 4;

    private readonly PendingLine _pending = new();

    // Bytes right before Offset.
    private Anchor _anchor;

    // Null until the bytes tell whether there is a byte order mark. Changes together with Encoding.
    private EncodedText? _text;

    /// <summary>How the bytes become text; <see langword="null"/> until they tell.</summary>
    public LineEncoding? Encoding { get; private set; }

    /// <summary>
    /// Bytes from the start of the source to the first one not yet taken as part of a line: the start of the held line, or, while
    /// <see cref="IsSkipping"/>, a place inside a line that was cut.
    /// </summary>
    public long Offset { get; private set; }

    /// <summary>Bytes from the start of the source to the first one not yet fed.</summary>
    public long ReadTo => Offset + _pending.Length;

    /// <summary>The rest of a line that was too long is being left out.</summary>
    public bool IsSkipping { get; private set; }

    /// <summary>Bytes of an unfinished line are held.</summary>
    public bool HoldsLine => _pending.Length > 0;

    /// <summary>NULs left out so far.</summary>
    public long NulCount { get; private set; }

    /// <summary>Lines cut so far.</summary>
    public long CutCount { get; private set; }

    /// <summary>Where the last line that was cut begins.</summary>
    public long LastCutOffset { get; private set; }

    /// <summary>Chars that <see cref="Feed"/> would write for so many bytes, at most.</summary>
    public int RoomFor(int bytes) => _text?.MaxChars(bytes + _pending.Length) ?? bytes + _pending.Length;

    /// <summary>Begins anew at a place.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="encoding">What the beginning of the file says; <see langword="null"/> when it is still to be seen (at 0).</param>
    /// <param name="before">Bytes right before the place.</param>
    /// <param name="isSkipping">The place is inside a line, which is left out.</param>
    public void MoveTo(long offset, LineEncoding? encoding, ReadOnlySpan<byte> before, bool isSkipping = false)
    {
        Offset = offset;
        IsSkipping = isSkipping;
        Begin(encoding);
        _pending.Clear();
        _anchor.Clear();
        _anchor.Append(before);
    }

    /// <summary>Goes on where another cutter is, as if this one had been fed what that one was: the file was copied.</summary>
    public void TakeOver(LineCutter other)
    {
        Offset = other.Offset;
        IsSkipping = other.IsSkipping;
        Begin(other.Encoding);
        _anchor = other._anchor;
        _pending.Clear();
        _pending.Append(other._pending.Bytes);
    }

    /// <summary>Passes over a hole at the beginning of a line without reading it.</summary>
    public void SkipHole(long bytes)
    {
        Debug.Assert(!HoldsLine, "NULs in the middle of a line are part of it.");
        NulCount += bytes;
        Offset += bytes;
        Span<byte> nuls = stackalloc byte[Anchor.Capacity];
        nuls.Clear();
        _anchor.Append(nuls[..(int)Math.Min(bytes, nuls.Length)]);
    }

    /// <summary>The bytes that should be found right before <see cref="ReadTo"/>.</summary>
    /// <param name="destination">At least <see cref="Anchor.Capacity"/> long.</param>
    /// <returns>How many are known.</returns>
    public int CopyAnchor(Span<byte> destination)
    {
        var anchor = _anchor;
        anchor.Append(_pending.Bytes);
        return anchor.CopyTo(destination);
    }

    /// <summary>Takes the next bytes and adds the lines that they finish.</summary>
    public void Feed(ReadOnlySpan<byte> data, LineBatch batch)
    {
        if (_text is null && !TryBegin(ref data))
        {
            return;
        }

        if (_pending.Length % _text!.UnitBytes != 0)
        {
            data = TakeBackHeld(data);
        }

        Cut(data, batch);
        Stamp(batch);
    }

    /// <summary>The source has ended: what is held is a line after all.</summary>
    public void Finish(LineBatch batch)
    {
        Begin(Encoding ?? usualEncoding);
        if (HoldsLine && !IsSkipping)
        {
            Deliver(_pending.Bytes, batch);
        }

        TakeHeld();
        Stamp(batch);
    }

    /// <summary>The mark of the bytes right before <see cref="Offset"/>.</summary>
    public BytesMark AnchorMark()
    {
        Span<byte> before = stackalloc byte[Anchor.Capacity];
        return BytesMark.Of(before[.._anchor.CopyTo(before)]);
    }

    private void Begin(LineEncoding? encoding)
    {
        Encoding = encoding;
        _text = encoding is { } known ? EncodedText.Of(known) : null;
    }

    private void Stamp(LineBatch batch)
    {
        batch.Encoding = Encoding;
        batch.EndOffset = Offset;
        batch.EndsInsideLine = IsSkipping;
        batch.Anchor = _anchor;
    }

    // At the start of a source: looks for a byte order mark. The few bytes that cannot tell yet are held.
    private bool TryBegin(ref ReadOnlySpan<byte> data)
    {
        data = TakeBackHeld(data);
        if (!ByteOrderMark.TryRead(data, usualEncoding, out var encoding, out var length))
        {
            _pending.Append(data);
            return false;
        }

        Begin(encoding);
        Take(data[..length]);
        data = data[length..];
        return true;
    }

    // The held bytes and the next ones in one piece, nothing held.
    private ReadOnlySpan<byte> TakeBackHeld(ReadOnlySpan<byte> data)
    {
        if (!HoldsLine)
        {
            return data;
        }

        byte[] all = [.. _pending.Bytes, .. data];
        _pending.Clear();
        return all;
    }

    private void Cut(ReadOnlySpan<byte> data, LineBatch batch)
    {
        if (IsSkipping && !TrySkip(ref data))
        {
            return;
        }

        if (HoldsLine)
        {
            var end = _text!.EndOfFirstLine(data);
            if (end == 0)
            {
                Hold(data, batch);
                return;
            }

            _pending.Append(data[..(end - _text.UnitBytes)]);
            Deliver(_text.WithoutCarriageReturn(_pending.Bytes), batch);
            TakeHeld();
            Take(data[(end - _text.UnitBytes)..end]);
            data = data[end..];
        }

        var complete = data[.._text!.EndOfLastLine(data)];
        DeliverComplete(complete, batch);
        Hold(data[complete.Length..], batch);
    }

    private bool TrySkip(ref ReadOnlySpan<byte> data)
    {
        var end = _text!.EndOfFirstLine(data);
        IsSkipping = end == 0;
        var skipped = IsSkipping ? data.Length - (data.Length % _text.UnitBytes) : end;
        Take(data[..skipped]);
        data = data[skipped..];
        if (IsSkipping)
        {
            _pending.Append(data);
        }

        return !IsSkipping;
    }

    private void DeliverComplete(ReadOnlySpan<byte> lines, LineBatch batch)
    {
        if (lines.Length <= maxLineBytes)
        {
            // The path of nearly every byte: no line in here can be too long.
            var ascii = _text!.ContainsAscii ? batch.AddAsciiLines(lines, out var nuls) : NoAscii(out nuls);
            NulCount += nuls;
            if (ascii < lines.Length)
            {
                var rest = lines[ascii..];
                NulCount += batch.AddBlock(_text.Decode(rest, batch.Room(_text.MaxChars(rest.Length))));
            }

            Take(lines);
            return;
        }

        while (!lines.IsEmpty)
        {
            lines = lines[SkipNuls(lines)..];
            var end = _text!.EndOfFirstLine(lines);
            Deliver(_text.WithoutCarriageReturn(lines[..(end - _text.UnitBytes)]), batch);
            Take(lines[..end]);
            lines = lines[end..];
        }
    }

    private static int NoAscii(out int nuls) => nuls = 0;

    // Keeps the beginning of a line, or delivers its first maxLineBytes once it is too long.
    private void Hold(ReadOnlySpan<byte> rest, LineBatch batch)
    {
        if (!HoldsLine)
        {
            rest = rest[SkipNuls(rest)..];
        }

        var allowed = maxLineBytes + DecidingBytes;
        if (_pending.Length + rest.Length <= allowed)
        {
            _pending.Append(rest);
            return;
        }

        var whole = rest[..(rest.Length - ((_pending.Length + rest.Length) % _text!.UnitBytes))];
        var kept = allowed - _pending.Length;
        _pending.Append(whole[..Math.Min(kept, whole.Length)]);
        Deliver(_pending.Bytes, batch);
        TakeHeld();
        Take(whole[Math.Min(kept, whole.Length)..]);
        IsSkipping = true;
        _pending.Append(rest[whole.Length..]);
    }

    // At the beginning of a line. They are taken at once, so that a hole of any length holds no memory.
    private int SkipNuls(ReadOnlySpan<byte> rest)
    {
        if (_text!.UnitBytes > 1)
        {
            return 0;
        }

        var nuls = rest.IndexOfAnyExcept((byte)0);
        nuls = nuls < 0 ? rest.Length : nuls;
        NulCount += nuls;
        Take(rest[..nuls]);
        return nuls;
    }

    private void Deliver(ReadOnlySpan<byte> line, LineBatch batch)
    {
        if (line.Length > maxLineBytes)
        {
            CutCount++;
            LastCutOffset = Offset;
            if (longLines == LongLines.Skip)
            {
                return;
            }
        }

        line = _text!.Cut(line, maxLineBytes);
        NulCount += batch.AddLine(_text.Decode(line, batch.Room(_text.MaxChars(line.Length))));
    }

    private void TakeHeld()
    {
        Take(_pending.Bytes);
        _pending.Clear();
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        Offset += bytes.Length;
        _anchor.Append(bytes);
    }
}
