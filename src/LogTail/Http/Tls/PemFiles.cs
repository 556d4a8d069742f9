using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogTail.Http.Tls;

/// <summary>Reads PEM files, and says which one could not be read.</summary>
internal static class PemFiles
{
    /// <summary>All certificates of a file; at least one.</summary>
    /// <param name="key">The configuration's word for the file, for messages.</param>
    /// <exception cref="TlsFileException">It cannot be read, or there is none in it.</exception>
    public static X509Certificate2Collection Certificates(string key, string path)
    {
        var found = new X509Certificate2Collection();
        Read(key, path, () => found.ImportFromPemFile(path));
        return found.Count > 0 ? found : throw new TlsFileException($"{key} {path}: there is no certificate in it; PEM is expected (-----BEGIN CERTIFICATE-----)", null);
    }

    /// <summary>Does something with a file.</summary>
    /// <exception cref="TlsFileException">It failed for a reason that lies in the file.</exception>
    public static void Read(string key, string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new TlsFileException($"{key} {path}: {fault.Message}", fault);
        }
    }
}
