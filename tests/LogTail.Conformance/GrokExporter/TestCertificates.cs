using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>An authority made for one test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public string Pem => _certificate.ExportCertificatePem();

    public bool Signed(X509Certificate2 certificate) => certificate.IssuerName.Name == _certificate.SubjectName.Name;

    /// <summary>A certificate with its key, for servers (1.3.6.1.5.5.7.3.1) or clients (….2), valid from yesterday.</summary>
    public X509Certificate2 Issue(string name, bool isServer, int validDays = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(isServer ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], critical: false));
        using var signed = request.Create(
            _certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), Now.AddHours(-23), Now.AddDays(validDays).AddHours(-1), RandomNumberGenerator.GetBytes(8));
        // Clients of TLS want a key that they can keep.
        return X509CertificateLoader.LoadPkcs12(signed.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}

/// <summary>Certificates as files.</summary>
internal static class CertificateFiles
{
    public static (string Certificate, string Key) Write(TemporaryFolder folder, X509Certificate2 certificate) =>
        (folder.Write("server.crt", certificate.ExportCertificatePem()), folder.Write("server.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));
}
