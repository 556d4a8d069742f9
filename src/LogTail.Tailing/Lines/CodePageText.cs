using System.Text;

namespace LogTail.Tailing.Lines;

/// <summary>
/// An encoding of one or more bytes a character in which the byte of LF is never part of another one. Bytes that mean nothing become U+FFFD.
/// </summary>
internal sealed class CodePageText : ByteText
{
    private readonly Encoding _encoding;

    private CodePageText(int codePage) =>
        _encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))
            ?? throw new NotSupportedException($"Code page {codePage} is not part of this .NET.");

    public static EncodedText Latin2 { get; } = new CodePageText(28592);

    public static EncodedText Latin9 { get; } = new CodePageText(28605);

    public static EncodedText Windows1250 { get; } = new CodePageText(1250);

    public static EncodedText Windows1251 { get; } = new CodePageText(1251);

    public static EncodedText Windows1252 { get; } = new CodePageText(1252);

    public static EncodedText Koi8R { get; } = new CodePageText(20866);

    public static EncodedText Ibm850 { get; } = new CodePageText(850);

    public static EncodedText Gb18030 { get; } = new CodePageText(54936);

    public static EncodedText Big5 { get; } = new CodePageText(950);

    public static EncodedText ShiftJis { get; } = new CodePageText(932);

    public static EncodedText EucJp { get; } = new CodePageText(51932);

    public static EncodedText EucKr { get; } = new CodePageText(51949);

    // A byte becomes one char at most, but a replacement may come for each byte and once more for what was begun.
    public override int MaxChars(int bytes) => (2 * bytes) + 1;

    // Line by line: the first byte of a character that was cut off must not swallow an LF.
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var written = 0;
        while (!bytes.IsEmpty)
        {
            var end = EndOfFirstLine(bytes);
            var line = end == 0 ? bytes : bytes[..(end - 1)];
            written += _encoding.GetChars(line, chars[written..]);
            if (end == 0)
            {
                return written;
            }

            chars[written++] = '\n';
            bytes = bytes[end..];
        }

        return written;
    }

    public override ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line, int maxBytes) => line[..Math.Min(line.Length, maxBytes)];
}
