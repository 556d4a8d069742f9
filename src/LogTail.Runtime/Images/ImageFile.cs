using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LogTail.Runtime.Images;

/// <summary>
/// The file format of an image: 8 bytes that say what it is and in which version, then four parts, each with its length in
/// 4 bytes (key, program name and entry type in UTF-8, assembly), then the CRC-32C of all that. Numbers are little-endian.
/// The checksum finds accidents; against malice only the cache folder's owner and mode help.
/// </summary>
public static class ImageFile
{
    private const int ChecksumLength = sizeof(uint);

    // The last byte is the version.
    private static ReadOnlySpan<byte> Magic => "LTIMAGE\u0002"u8;

    /// <summary>The bytes of a file that holds the image.</summary>
    /// <param name="key">What it was made from, see <see cref="ImageKey.Bytes"/>; empty where nobody asks.</param>
    public static byte[] ToBytes(ProgramImage image, ReadOnlyMemory<byte> key)
    {
        using var file = new MemoryStream();
        file.Write(Magic);
        WritePart(file, key.Span);
        WritePart(file, Encoding.UTF8.GetBytes(image.ProgramName));
        WritePart(file, Encoding.UTF8.GetBytes(image.EntryType));
        WritePart(file, image.Assembly.Span);
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Of(file.GetBuffer().AsSpan(0, (int)file.Length)));
        file.Write(checksum);
        return file.ToArray();
    }

    /// <summary>Reads an image back.</summary>
    /// <param name="bytes">A whole file; the image keeps the memory.</param>
    /// <param name="key">What it was made from.</param>
    /// <param name="image">The image.</param>
    /// <returns><see langword="false"/> for anything but a whole, unharmed file of this version.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> key, [NotNullWhen(true)] out ProgramImage? image)
    {
        image = null;
        key = default;
        if (bytes.Length < Magic.Length + ChecksumLength || !bytes.Span.StartsWith(Magic))
        {
            return false;
        }

        var body = bytes[..^ChecksumLength];
        if (Crc32C.Of(body.Span) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^ChecksumLength..]))
        {
            return false;
        }

        var rest = body[Magic.Length..];
        if (!TryReadPart(ref rest, out key)
            || !TryReadPart(ref rest, out var name)
            || !TryReadPart(ref rest, out var entryType)
            || !TryReadPart(ref rest, out var assembly)
            || !rest.IsEmpty)
        {
            return false;
        }

        image = new ProgramImage(Encoding.UTF8.GetString(name.Span), Encoding.UTF8.GetString(entryType.Span), assembly);
        return true;
    }

    private static void WritePart(MemoryStream file, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        file.Write(length);
        file.Write(part);
    }

    private static bool TryReadPart(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> part)
    {
        part = default;
        if (rest.Length < sizeof(int))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
        rest = rest[sizeof(int)..];
        if (length < 0 || length > rest.Length)
        {
            return false;
        }

        part = rest[..length];
        rest = rest[length..];
        return true;
    }
}
