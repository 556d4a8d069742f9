using System.Security.Cryptography.X509Certificates;
using LogTail.Configuration;

namespace LogTail.Http.Tls;

/// <summary>The authorities that clients' certificates must come from.</summary>
internal sealed class ClientAuthorities(X509Certificate2Collection authorities)
{
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    // What is said of a chain that does not end in an authority that the system trusts. Ours need not be known to it, nor sign themselves.
    private const X509ChainStatusFlags NotOfTheSystem =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <param name="file">Null for none.</param>
    /// <exception cref="TlsFileException">The file cannot be used.</exception>
    public static ClientAuthorities Load(TlsFile? file) => new(file is null ? [] : PemFiles.Certificates(file));

    /// <summary>Whether a certificate is valid now, for clients, and signed by one of the authorities, perhaps through others.</summary>
    /// <param name="sent">What came along in the handshake; may be null.</param>
    public bool Vouch(X509Certificate2 client, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ForClients));
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        chain.Build(client);
        foreach (var element in chain.ChainElements)
        {
            if (element.ChainElementStatus.Any(status => (status.Status & ~NotOfTheSystem) != 0))
            {
                return false;
            }

            if (authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)))
            {
                return true;
            }
        }

        return false;
    }
}
