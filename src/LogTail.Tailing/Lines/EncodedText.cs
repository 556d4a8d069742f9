using System.Text;

namespace LogTail.Tailing.Lines;

/// <summary>What cutting lines needs to know about an encoding. Stateless: works on whole lines.</summary>
internal abstract class EncodedText
{
    private static readonly EncodedText Utf8 = new Utf8Text();
    private static readonly EncodedText Latin1 = new Latin1Text();
    private static readonly EncodedText Utf16Little = new Utf16Text(isBigEndian: false);
    private static readonly EncodedText Utf16Big = new Utf16Text(isBigEndian: true);

    /// <summary>Bytes of the smallest unit. Data must begin at a multiple of it.</summary>
    public abstract int UnitBytes { get; }

    public static EncodedText Of(LineEncoding encoding) => encoding switch
    {
        LineEncoding.Latin1 => Latin1,
        LineEncoding.Utf16LittleEndian => Utf16Little,
        LineEncoding.Utf16BigEndian => Utf16Big,
        _ => Utf8,
    };

    /// <summary>Index just past the first LF; 0 when there is none.</summary>
    public abstract int EndOfFirstLine(ReadOnlySpan<byte> data);

    /// <summary>Index just past the last LF; 0 when there is none.</summary>
    public abstract int EndOfLastLine(ReadOnlySpan<byte> data);

    /// <summary>A line without the one CR that may stand at its end.</summary>
    public abstract ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line);

    /// <summary>At most <paramref name="maxBytes"/> of a line, not ending inside a character.</summary>
    public abstract ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line, int maxBytes);

    /// <summary>A byte below 0x80 is the char of that number, and no part of any other.</summary>
    public abstract bool ContainsAscii { get; }

    /// <summary>Chars that so many bytes can become.</summary>
    public abstract int MaxChars(int bytes);

    /// <returns>Chars written.</returns>
    public abstract int Decode(ReadOnlySpan<byte> bytes, Span<char> chars);

    private abstract class ByteText : EncodedText
    {
        public override int UnitBytes => 1;

        public override bool ContainsAscii => true;

        public override int EndOfFirstLine(ReadOnlySpan<byte> data) => data.IndexOf((byte)'\n') + 1;

        public override int EndOfLastLine(ReadOnlySpan<byte> data) => data.LastIndexOf((byte)'\n') + 1;

        public override ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line) =>
            line is [.., (byte)'\r'] ? line[..^1] : line;

        public override int MaxChars(int bytes) => bytes;
    }

    private sealed class Utf8Text : ByteText
    {
        public override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars) => EscapedUtf8.Decode(bytes, chars);

        public override ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line, int maxBytes)
        {
            if (line.Length <= maxBytes)
            {
                return line;
            }

            // Back to the start of the scalar that the limit falls into; three continuation bytes at most.
            var end = maxBytes;
            while (end > 0 && maxBytes - end < 3 && (line[end] & 0xC0) == 0x80)
            {
                end--;
            }

            return Rune.DecodeFromUtf8(line[end..], out _, out var length) == System.Buffers.OperationStatus.Done && end + length > maxBytes
                ? line[..end]
                : line[..maxBytes];
        }
    }

    private sealed class Latin1Text : ByteText
    {
        public override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars) => Encoding.Latin1.GetChars(bytes, chars);

        public override ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line, int maxBytes) => line[..Math.Min(line.Length, maxBytes)];
    }
}
