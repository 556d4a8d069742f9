using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <summary>
/// Whether a file that was rotated away is being overwritten with noise before it is deleted, as <c>shred</c> does it for logrotate. Its new bytes are
/// nobody's lines.
/// </summary>
internal static class Shredding
{
    private const int SeenBytes = 4096;

    // One byte in nine of noise is a control character that no log has; of text in any encoding without zeros, none.
    private const int NoiseShare = 20;

    /// <param name="file">A file whose bytes are not those that were read.</param>
    public static bool IsUnderWay(IOpenFile file)
    {
        Span<byte> start = stackalloc byte[SeenBytes];
        if (file.Read(start, 0, out var count) != FileFault.None)
        {
            return false;
        }

        var controls = 0;
        foreach (var value in start[..count])
        {
            controls += IsControl(value) ? 1 : 0;
        }

        return controls * NoiseShare > count;
    }

    // Zeros are left out: a hole has them, and UTF-16.
    private static bool IsControl(byte value) => value is (> 0 and < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x1B)) or 0x7F;
}
