using LogTail.Configuration;
using LogTail.Language.GrokExporter.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace LogTail.Http.Tls;

/// <summary>Makes an endpoint of Kestrel speak TLS.</summary>
internal static class TlsEndpoint
{
    /// <param name="options">Null for plain HTTP.</param>
    /// <exception cref="TlsFileException">A file cannot be used; the message says which and why.</exception>
    public static void Use(ListenOptions endpoint, TlsOptions? options)
    {
        if (options is null)
        {
            return;
        }

        var certificate = ServerCertificate.Load(options);
        var authorities = ClientAuthorities.Load(options.ClientAuthoritiesFile);
        endpoint.UseHttps(https =>
        {
            https.ServerCertificate = certificate.Leaf;
            https.ServerCertificateChain = certificate.Chain;
            https.ClientCertificateMode = options.Clients switch
            {
                ClientAuthentication.NoClientCert => ClientCertificateMode.NoCertificate,
                ClientAuthentication.RequestClientCert or ClientAuthentication.VerifyClientCertIfGiven => ClientCertificateMode.AllowCertificate,
                _ => ClientCertificateMode.RequireCertificate,
            };
            https.ClientCertificateValidation = options.Clients is ClientAuthentication.VerifyClientCertIfGiven or ClientAuthentication.RequireAndVerifyClientCert
                ? (client, chain, _) => authorities.Vouch(client, chain)
                : (_, _, _) => true;
        });
    }
}
