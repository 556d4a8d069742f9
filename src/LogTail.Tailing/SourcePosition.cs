namespace LogTail.Tailing;

/// <summary>
/// Up to where a file was consumed, and enough about the bytes before that to find them again after a restart, whatever the file is called
/// then. Immutable; made only of bytes that a consumer got as lines.
/// </summary>
/// <param name="Source">The path under which its lines are delivered.</param>
/// <param name="Identity">Which file.</param>
/// <param name="Offset">Bytes from the start of the file to just past the last line that was delivered.</param>
/// <param name="IsInsideLine">The bytes from <paramref name="Offset"/> to the next LF belong to a line that was cut at the limit.</param>
/// <param name="Encoding">How its bytes become text; <see langword="null"/> before the first bytes told.</param>
/// <param name="Head">Of the first bytes of the file: those that were read, or, before any was, those that were there.</param>
/// <param name="Anchor">Of the last bytes before <paramref name="Offset"/>.</param>
/// <param name="IsClosed">It was rotated or deleted, read to its end, and is not followed any more.</param>
public sealed record SourcePosition(
    string Source,
    FileIdentity Identity,
    long Offset,
    bool IsInsideLine,
    LineEncoding? Encoding,
    BytesMark Head,
    BytesMark Anchor,
    bool IsClosed)
{
    /// <summary>The file can be told from others by its bytes, whatever it is.</summary>
    internal bool IsRecognizable => Offset < long.MaxValue && Head.Length > 0;
}

/// <summary>Stands for some bytes of a file.</summary>
/// <param name="Length">How many; 0 for none, which matches everything.</param>
/// <param name="High">Half of the 128 bits that are kept of them. Not one number: code over that type cannot be compiled ahead.</param>
/// <param name="Low">The other half.</param>
public readonly record struct BytesMark(int Length, ulong High, ulong Low)
{
    /// <summary>The mark of some bytes.</summary>
    public static BytesMark Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return default;
        }

        var fingerprint = Lines.Fingerprint.Of(bytes);
        return new BytesMark(bytes.Length, fingerprint.High, fingerprint.Low);
    }
}
