using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LogTail.Tailing.Lines;

/// <summary>UTF-16 of either byte order. The byte 0x0A is a terminator only as the low half of an aligned unit.</summary>
internal sealed class Utf16Text(bool isBigEndian) : EncodedText
{
    private const char Replacement = '\uFFFD';

    private readonly ushort _lineFeed = isBigEndian == BitConverter.IsLittleEndian ? (ushort)0x0A00 : (ushort)0x000A;
    private readonly ushort _carriageReturn = isBigEndian == BitConverter.IsLittleEndian ? (ushort)0x0D00 : (ushort)0x000D;

    public override int UnitBytes => 2;

    public override bool ContainsAscii => false;

    public override int EndOfFirstLine(ReadOnlySpan<byte> data) => (Units(data).IndexOf(_lineFeed) + 1) * 2;

    public override int EndOfLastLine(ReadOnlySpan<byte> data) => (Units(data).LastIndexOf(_lineFeed) + 1) * 2;

    public override ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line) =>
        Units(line) is [.., var last] && last == _carriageReturn ? line[..^2] : line;

    public override ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line, int maxBytes)
    {
        if (line.Length <= maxBytes)
        {
            return line;
        }

        var end = maxBytes & ~1;
        return end >= 2 && char.IsHighSurrogate(CharAt(line, end - 2)) ? line[..(end - 2)] : line[..end];
    }

    // A private-use char that is also an escape becomes three.
    public override int MaxChars(int bytes) => (bytes / 2 * 3) + 1;

    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var count = bytes.Length / 2;
        var units = MemoryMarshal.Cast<char, ushort>(chars)[..count];
        Units(bytes).CopyTo(units);
        if (isBigEndian == BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        ReplaceLoneSurrogates(chars[..count]);
        if ((bytes.Length & 1) != 0)
        {
            // Only the last line of a file that ends inside a unit.
            chars[count++] = Replacement;
        }

        return EscapedUtf8.EscapeGenuine(chars, 0, count);
    }

    private static ReadOnlySpan<ushort> Units(ReadOnlySpan<byte> data) => MemoryMarshal.Cast<byte, ushort>(data);

    private char CharAt(ReadOnlySpan<byte> line, int index) => (char)(isBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(line[index..])
        : BinaryPrimitives.ReadUInt16LittleEndian(line[index..]));

    private static void ReplaceLoneSurrogates(Span<char> chars)
    {
        var next = chars.IndexOfAnyInRange('\uD800', '\uDFFF');
        while (next >= 0 && next < chars.Length)
        {
            if (next + 1 < chars.Length && char.IsSurrogatePair(chars[next], chars[next + 1]))
            {
                next += 2;
            }
            else
            {
                chars[next++] = Replacement;
            }

            var found = chars[next..].IndexOfAnyInRange('\uD800', '\uDFFF');
            next = found < 0 ? -1 : next + found;
        }
    }
}
