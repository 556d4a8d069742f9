using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogTail.Configuration;

namespace LogTail.Http.Tls;

/// <summary>What the server shows of itself.</summary>
/// <param name="Leaf">With its key.</param>
/// <param name="Chain">Those that lead from it to its authority, as far as the file has them.</param>
internal sealed record ServerCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    private const int ValidYears = 10;

    /// <exception cref="TlsFileException">A file cannot be used.</exception>
    public static ServerCertificate Load(TlsOptions options)
    {
        if (options.CertificateFile is not { } certificateFile || options.KeyFile is not { } keyFile)
        {
            return new ServerCertificate(SignItself(TimeProvider.System.GetUtcNow()), []);
        }

        var all = PemFiles.Certificates(certificateFile);
        return new ServerCertificate(PemFiles.WithKey(all[0], certificateFile, keyFile), [.. all.Skip(1)]);
    }

    // A key that is shipped with a program protects nothing, so each start makes one of its own.
    private static X509Certificate2 SignItself(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=logtail", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(Environment.MachineName);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears));
    }
}
