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
        LineEncoding.Latin2 => CodePageText.Latin2,
        LineEncoding.Latin9 => CodePageText.Latin9,
        LineEncoding.Windows1250 => CodePageText.Windows1250,
        LineEncoding.Windows1251 => CodePageText.Windows1251,
        LineEncoding.Windows1252 => CodePageText.Windows1252,
        LineEncoding.Koi8R => CodePageText.Koi8R,
        LineEncoding.Ibm850 => CodePageText.Ibm850,
        LineEncoding.Gb18030 => CodePageText.Gb18030,
        LineEncoding.Big5 => CodePageText.Big5,
        LineEncoding.ShiftJis => CodePageText.ShiftJis,
        LineEncoding.EucJp => CodePageText.EucJp,
        LineEncoding.EucKr => CodePageText.EucKr,
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
