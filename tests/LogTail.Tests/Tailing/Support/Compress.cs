using System.IO.Compression;

namespace LogTail.Tests.Tailing.Support;

/// <summary>What <c>gzip</c> does: a compressed file beside the plain one, which then goes.</summary>
internal static class Compress
{
    public static void Replace(string path)
    {
        using (var compressed = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
        {
            compressed.Write(File.ReadAllBytes(path));
        }

        File.Delete(path);
    }
}
