namespace LogTail.Tailing.Lines;

/// <summary>An encoding in which the byte of LF is an LF and nothing else.</summary>
internal abstract class ByteText : EncodedText
{
    public override int UnitBytes => 1;

    public override bool ContainsAscii => true;

    public override int EndOfFirstLine(ReadOnlySpan<byte> data) => data.IndexOf((byte)'\n') + 1;

    public override int EndOfLastLine(ReadOnlySpan<byte> data) => data.LastIndexOf((byte)'\n') + 1;

    public override ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line) =>
        line is [.., (byte)'\r'] ? line[..^1] : line;

    public override int MaxChars(int bytes) => bytes;
}
