using System.IO.Compression;
using System.Text;

namespace LogTail.Tests.Tailing.Support;

/// <summary>What <c>gzip</c> does: a compressed file beside the plain one, which then goes.</summary>
internal static class Compress
{
    /// <summary>The text stands in the file as it is, so that a part of the file is a part of the text.</summary>
    public static byte[] Bytes(string text)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new GZipStream(bytes, CompressionLevel.NoCompression))
        {
            compressed.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    public static byte[] Text(byte[] compressed)
    {
        using var bytes = new MemoryStream();
        using var text = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        text.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static void Replace(string path)
    {
        using (var compressed = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
        {
            compressed.Write(File.ReadAllBytes(path));
        }

        File.Delete(path);
    }
}
