using System.IO.Compression;

namespace LogTail.Torture;

/// <summary>gzip at work on a file: the compressed one grows beside it, gets its time of change, and only then the plain one is removed.</summary>
internal sealed class SlowGzip : IDisposable
{
    public const string Ending = ".gz";

    // RFC 1952 and 1951: a header, one final block that ends at once, checksum and length. GZipStream leaves all of that out.
    private static readonly byte[] Empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly string _path;
    private readonly byte[] _bytes;

    public SlowGzip(TorturedFile file)
    {
        File = file;
        file.CloseWriter();
        _path = file.Path + Ending;
        _bytes = Compress(System.IO.File.ReadAllBytes(file.Path));
        System.IO.File.Create(_path).Dispose();
    }

    public TorturedFile File { get; }

    /// <param name="percent">How much of the compressed file is there.</param>
    public void WriteUpTo(int percent) => System.IO.File.WriteAllBytes(_path, _bytes[..(_bytes.Length * percent / 100)]);

    public void Finish()
    {
        System.IO.File.WriteAllBytes(_path, _bytes);
        System.IO.File.SetLastWriteTimeUtc(_path, System.IO.File.GetLastWriteTimeUtc(File.Path));
        System.IO.File.Delete(File.Path);
        File.Path = _path;
        File.IsCompressed = true;
    }

    public void Dispose() => File.Dispose();

    private static byte[] Compress(byte[] text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return text.Length > 0 ? compressed.ToArray() : [.. Empty];
    }
}
