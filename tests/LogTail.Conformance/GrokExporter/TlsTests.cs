using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>HTTPS and what is asked of clients, by real clients (spec/grok.md §6.7; the modes are those of Go's crypto/tls).</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _theirs = new("theirs");

    public void Dispose()
    {
        _folder.Dispose();
        _ours.Dispose();
        _theirs.Dispose();
    }

    // Which of these clients get in: without a certificate, with one of the authority, of another one, expired, and made for servers.
    [Theory]
    [InlineData("NoClientCert", true, true, true, true, true)]
    [InlineData("RequestClientCert", true, true, true, true, true)]
    [InlineData("RequireAnyClientCert", false, true, true, true, true)]
    [InlineData("VerifyClientCertIfGiven", true, true, false, false, false)]
    [InlineData("RequireAndVerifyClientCert", false, true, false, false, false)]
    [InlineData(null, false, true, false, false, false)]
    public async Task Clients_get_in_by_the_rules_of_the_mode(string? mode, bool none, bool ours, bool theirs, bool expired, bool forServers)
    {
        var (certificate, key) = CertificateFiles.Write(_folder, _ours.Issue("server", isServer: true));
        await using var exporter = await Start($"""
              cert: {certificate}
              key: {key}
              client_ca: {_folder.Write("ca.pem", _ours.Pem)}
              {(mode is null ? "" : $"client_auth: {mode}")}
            """);
        Assert.Equal(none, await GetsIn(exporter, null));
        Assert.Equal(ours, await GetsIn(exporter, _ours.Issue("client", isServer: false)));
        Assert.Equal(theirs, await GetsIn(exporter, _theirs.Issue("client", isServer: false)));
        Assert.Equal(expired, await GetsIn(exporter, _ours.Issue("client", isServer: false, validDays: 0)));
        Assert.Equal(forServers, await GetsIn(exporter, _ours.Issue("client", isServer: true)));
    }

    [Fact]
    public async Task Without_certificate_files_the_server_makes_one_that_signs_itself()
    {
        await using var exporter = await Start("");
        Assert.Contains("Starting server on https://127.0.0.1:", exporter.Process.Output, StringComparison.Ordinal);
        using var answer = await exporter.Send(HttpMethod.Get, "/metrics");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("no such file", ":14:9: server.cert: CERT: no such file.\nhint: Correct the path, or put a PEM file there.\n")]
    [InlineData("folder", ":14:9: server.cert: CERT: this is a folder, and a file is needed.\nhint: Name the PEM file in it.\n")]
    [InlineData("no certificate", ":14:9: server.cert: CERT: there is no certificate in it.\nhint: PEM is expected: -----BEGIN CERTIFICATE-----.\n")]
    [InlineData("damaged certificate", ":14:9: server.cert: CERT: a certificate in it is damaged.\nhint: Copy it again, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.\n")]
    [InlineData("no such key", ":15:8: server.key: KEY: no such file.\nhint: Correct the path, or put a PEM file there.\n")]
    [InlineData("no key", ":15:8: server.key: KEY: there is no private key in it.\nhint: PEM is expected: -----BEGIN PRIVATE KEY-----.\n")]
    [InlineData("encrypted key", ":15:8: server.key: KEY: the key in it is encrypted, and there is nobody to ask for the password.\nhint: Write it without one: openssl pkey -in KEY -out PLAIN.\n")]
    [InlineData("key of another", ":15:8: server.key: KEY: the key in it is damaged, or not that of the certificate in CERT.\nhint: Name the key that the certificate was made for; ")]
    public async Task A_file_that_cannot_be_used_ends_the_start(string what, string message)
    {
        var (certificate, key) = CertificateFiles.Write(_folder, _ours.Issue("server", isServer: true));
        switch (what)
        {
            case "no such file":
                File.Delete(certificate);
                break;
            case "no certificate":
                File.WriteAllText(certificate, "nothing\n");
                break;
            case "folder":
                File.Delete(certificate);
                Directory.CreateDirectory(certificate);
                break;
            case "damaged certificate":
                File.WriteAllText(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
                break;
            case "no such key":
                File.Delete(key);
                break;
            case "no key":
                File.Copy(certificate, key, overwrite: true);
                break;
            case "encrypted key":
                File.WriteAllText(key, _theirs.Issue("other", isServer: true).GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
                    "secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)));
                break;
            default:
                File.WriteAllText(key, _theirs.Issue("other", isServer: true).GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
                break;
        }

        await using var process = ExporterProcess.Launch(_folder, Configuration($"  cert: {certificate}\n  key: {key}"), Loopback.FreePort());
        var result = await process.WaitForExit(ExporterProcess.Deadline);
        Assert.Equal(255, result.ExitCode);
        var shown = result.Errors.Replace(certificate, "CERT", StringComparison.Ordinal).Replace(key, "KEY", StringComparison.Ordinal);
        Assert.Contains(message, shown, StringComparison.Ordinal);
    }

    [PeerFact("curl")]
    public async Task Curl_scrapes_with_a_certificate()
    {
        var (certificate, key) = CertificateFiles.Write(_folder, _ours.Issue("server", isServer: true));
        var authority = _folder.Write("ca.pem", _ours.Pem);
        await using var exporter = await Start($"  cert: {certificate}\n  key: {key}\n  client_ca: {authority}");
        using var client = _ours.Issue("client", isServer: false);
        var clientFile = _folder.Write("client.pem", client.ExportCertificatePem() + "\n" + client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        string[] command = ["--silent", "--show-error", "--fail", "--cacert", authority, $"https://127.0.0.1:{exporter.Port}/metrics"];

        var with = await ChildProcess.Run(Peer.Require("curl"), ["--cert", clientFile, .. command], ExporterProcess.Deadline);
        var without = await ChildProcess.Run(Peer.Require("curl"), command, ExporterProcess.Deadline);

        Assert.Contains("lines 0\n", with.Successful(), StringComparison.Ordinal);
        Assert.NotEqual(0, without.ExitCode);
    }

    private static async Task<bool> GetsIn(ExporterProcess exporter, X509Certificate2? certificate)
    {
        using var http = new HttpClient(Handler(certificate)) { Timeout = ExporterProcess.Deadline };
        try
        {
            using var response = await http.GetAsync(new Uri($"https://127.0.0.1:{exporter.Port}/metrics"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return true;
        }
        catch (HttpRequestException refused) when (refused.InnerException is AuthenticationException or IOException)
        {
            return false;
        }
    }

    private static SocketsHttpHandler Handler(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
#pragma warning disable CA5359 // The server's certificate is another test's business.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        if (certificate is not null)
        {
            // Whatever authorities the server names: a client that lies.
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        }

        return handler;
    }

    private Task<ExporterProcess> Start(string server) => ExporterProcess.Start(_folder, Configuration(server), handler: Handler(null));

    private static string Configuration(string server) =>
        $"""
        global:
          config_version: 3
        input:
          type: webhook
        metrics:
          - type: counter
            name: lines
            help: Lines.
            match: .
        server:
          protocol: https
          host: 127.0.0.1
          port: PORT
        {server}
        """;
}
