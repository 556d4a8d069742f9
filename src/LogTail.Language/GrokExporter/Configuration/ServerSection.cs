using System.Collections.Immutable;
using LogTail.Language.Diagnostics;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Reads <c>server</c> (spec/grok.md §6.7).</summary>
internal static class ServerSection
{
    private static readonly ImmutableArray<string> CertificateKeys = ["cert", "key"];
    private static readonly ImmutableArray<string> ClientKeys = ["client_ca", "client_auth"];

    public static ExporterServer Read(ConfigurationSection server, int version)
    {
        var protocol = NonEmpty(server.Text("protocol"))?.Value ?? "http";
        if (protocol is not ("http" or "https"))
        {
            server.Error(DiagnosticCode.InvalidSetting, server.SpanOf("protocol"), $"Invalid 'server.protocol': '{protocol}'. Expecting 'http' or 'https'.", "Write http or https.");
        }

        var isHttps = protocol == "https";
        var cert = NonEmpty(server.Text("cert"));
        var key = NonEmpty(server.Text("key"));
        CheckCertificate(server, isHttps, cert, key);
        var (authority, authentication) = version >= 3 ? ReadClients(server, isHttps) : (null, ClientAuthentication.NoClientCert);
        var result = new ExporterServer(
            isHttps, NonEmpty(server.Text("host"))?.Value ?? "", ReadPort(server), ReadPath(server), cert, key, authority, authentication);
        server.WarnOfOthers(
            ("client_ca", "version 2 does not ask clients for certificates; set global.config_version to 3"),
            ("client_auth", "version 2 does not ask clients for certificates; set global.config_version to 3"));
        return result;
    }

    private static int ReadPort(ConfigurationSection server)
    {
        var port = server.Integer("port") ?? ExporterServer.Default.Port;
        if (port is <= 0 or > 65535)
        {
            server.Error(DiagnosticCode.InvalidSetting, server.SpanOf("port"), "Invalid 'server.port': must be a port number from 1 to 65535.", "The default is 9144.");
        }

        return port;
    }

    private static string ReadPath(ConfigurationSection server)
    {
        var path = NonEmpty(server.Text("path"))?.Value ?? ExporterServer.Default.Path;
        if (!path.StartsWith('/'))
        {
            server.Error(DiagnosticCode.InvalidSetting, server.SpanOf("path"), "Invalid 'server.path': must start with '/'.", $"Write /{path}.");
        }

        return path;
    }

    private static void CheckCertificate(ConfigurationSection server, bool isHttps, ConfigurationText? cert, ConfigurationText? key)
    {
        if (!isHttps)
        {
            foreach (var name in CertificateKeys.Where(server.Has))
            {
                server.Error(DiagnosticCode.KeyNotAllowed, server.KeySpanOf(name), $"'server.{name}' can only be configured for protocol 'https'.", "Set `protocol: https`, or delete the key.");
            }
        }
        else if (cert is null != key is null)
        {
            var (missing, present) = cert is null ? ("cert", "key") : ("key", "cert");
            server.Error(
                DiagnosticCode.MissingKey,
                server.KeySpanOf(present),
                $"'server.{missing}' must not be empty: cert and key are given both or not at all.",
                $"Add `{missing}: FILE`, or delete `{present}` to serve with a certificate made for the purpose.");
        }
    }

    private static (ConfigurationText? Authority, ClientAuthentication Authentication) ReadClients(ConfigurationSection server, bool isHttps)
    {
        var authority = NonEmpty(server.Text("client_ca"));
        var word = NonEmpty(server.Text("client_auth"))?.Value;
        foreach (var name in ClientKeys.Where(name => !isHttps && server.Has(name)))
        {
            server.Error(DiagnosticCode.KeyNotAllowed, server.KeySpanOf(name), $"'server.{name}' can only be configured for protocol 'https'.", "Set `protocol: https`, or delete the key.");
        }

        if (word is null)
        {
            return (authority, authority is null ? ClientAuthentication.NoClientCert : ClientAuthentication.RequireAndVerifyClientCert);
        }

        if (authority is null)
        {
            server.Error(DiagnosticCode.MissingKey, server.KeySpanOf("client_auth"), "'server.client_auth' needs 'server.client_ca'.", "Name the PEM file of the authority that signs clients' certificates.");
        }

        if (!Enum.GetNames<ClientAuthentication>().Contains(word, StringComparer.Ordinal))
        {
            server.Error(
                DiagnosticCode.InvalidSetting, server.SpanOf("client_auth"), $"Invalid 'server.client_auth': '{word}'.", $"Use one of {string.Join(", ", Enum.GetNames<ClientAuthentication>())}.");
            return (authority, ClientAuthentication.RequireAndVerifyClientCert);
        }

        return (authority, Enum.Parse<ClientAuthentication>(word));
    }

    private static ConfigurationText? NonEmpty(ConfigurationText? text) => text is { Value.Length: > 0 } ? text : null;
}
