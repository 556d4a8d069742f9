using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <summary>Compressed files by their first bytes. They are never read as text: their lines were counted before they were compressed.</summary>
internal static class CompressedFormat
{
    /// <summary>The format that can be read.</summary>
    public const string Gzip = "gzip";

    private const int LongestMark = 6;

    /// <returns>The name of the format; <see langword="null"/> for any other file.</returns>
    public static string? Recognize(IOpenFile file)
    {
        Span<byte> start = stackalloc byte[LongestMark];
        return file.Read(start, 0, out var count) == FileFault.None ? Recognize(start[..count]) : null;
    }

    /// <param name="start">The first bytes of a file.</param>
    public static string? Recognize(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, 0x08, ..] => Gzip,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00, ..] => "xz",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', (byte)'1', (byte)'A', ..] => "bzip2",
        _ => null,
    };
}
