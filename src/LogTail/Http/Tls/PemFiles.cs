using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogTail.Configuration;
using LogTail.Engine;

namespace LogTail.Http.Tls;

/// <summary>Reads PEM files, and says which one could not be used and what to do about it.</summary>
internal static class PemFiles
{
    private const string KeyEnding = "PRIVATE KEY-----";

    /// <summary>All certificates of a file; at least one.</summary>
    /// <exception cref="TlsFileException">It cannot be read, or there is none in it.</exception>
    public static X509Certificate2Collection Certificates(TlsFile file)
    {
        var text = Read(file);
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(text);
        }
        catch (CryptographicException fault)
        {
            throw Unusable(file, "a certificate in it is damaged", "Copy it again, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.", fault);
        }

        return found.Count > 0 ? found : throw Unusable(file, "there is no certificate in it", "PEM is expected: -----BEGIN CERTIFICATE-----.");
    }

    /// <summary>A certificate with its key.</summary>
    /// <param name="certificateFile">Where it comes from.</param>
    /// <exception cref="TlsFileException">The key cannot be read, or is not that of the certificate.</exception>
    public static X509Certificate2 WithKey(X509Certificate2 certificate, TlsFile certificateFile, TlsFile keyFile)
    {
        var text = Read(keyFile);
        if (text.Contains("-----BEGIN ENCRYPTED " + KeyEnding, StringComparison.Ordinal))
        {
            throw Unusable(keyFile, "the key in it is encrypted, and there is nobody to ask for the password", "Write it without one: openssl pkey -in KEY -out PLAIN.");
        }

        if (!text.Contains(KeyEnding, StringComparison.Ordinal))
        {
            throw Unusable(keyFile, "there is no private key in it", "PEM is expected: -----BEGIN PRIVATE KEY-----.");
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), text);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw Unusable(keyFile, $"the key in it is damaged, or not that of the certificate in {certificateFile.Path}", "Name the key that the certificate was made for; the certificate must be the first of its file.", fault);
        }
    }

    private static string Read(TlsFile file)
    {
        try
        {
            return File.ReadAllText(file.Path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unusable(file, UnreadableFile.Describe(file.Path, fault), HintFor(file.Path, fault), fault);
        }
    }

    private static string HintFor(string path, Exception fault) => fault switch
    {
        _ when Directory.Exists(path) => "Name the PEM file in it.",
        UnauthorizedAccessException => "Let the user that LogTail runs as read it.",
        _ when Path.IsPathRooted(path) => "Correct the path, or put a PEM file there.",
        _ => $"Correct the path, which begins at the working directory: {Path.GetFullPath(path)}.",
    };

    private static TlsFileException Unusable(TlsFile file, string reason, string hint, Exception? inner = null) =>
        new($"{file.SetBy}: {file.Path}: {reason}.\nhint: {hint}", inner);
}
