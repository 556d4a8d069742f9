using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <summary>Compressed files by their first bytes. They are never read as text: their lines were counted before they were compressed.</summary>
internal static class CompressedFormat
{
    /// <returns>The name of the format; <see langword="null"/> for any other file.</returns>
    public static string? Recognize(IOpenFile file)
    {
        Span<byte> start = stackalloc byte[6];
        return file.Read(start, 0, out var count) != FileFault.None
            ? null
            : start[..count] switch
            {
                [0x1F, 0x8B, 0x08, ..] => "gzip",
                [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00] => "xz",
                [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
                [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', (byte)'1', (byte)'A'] => "bzip2",
                _ => null,
            };
    }
}
