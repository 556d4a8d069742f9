namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>What is asked of clients of a TLS server. The names are those of the configuration.</summary>
public enum ClientAuthentication
{
    NoClientCert,
    RequestClientCert,
    RequireAnyClientCert,
    VerifyClientCertIfGiven,
    RequireAndVerifyClientCert,
}

/// <summary>How metrics are served (spec/grok.md §6.7).</summary>
/// <param name="IsHttps">TLS, with <paramref name="Cert"/> and <paramref name="Key"/> or with a certificate made for the purpose.</param>
/// <param name="Host">Name or address; empty for every address.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Path">Of the metrics; begins with a slash.</param>
/// <param name="Cert">PEM file; null together with <paramref name="Key"/>.</param>
/// <param name="ClientCa">PEM file of the authority that signs clients' certificates; null for none.</param>
/// <param name="ClientAuth">NoClientCert without an authority.</param>
public sealed record ExporterServer(
    bool IsHttps, string Host, int Port, string Path, ConfigurationText? Cert, ConfigurationText? Key, ConfigurationText? ClientCa, ClientAuthentication ClientAuth)
{
    /// <summary>What holds where the configuration says nothing.</summary>
    public static readonly ExporterServer Default = new(false, "", 9144, "/metrics", null, null, null, ClientAuthentication.NoClientCert);
}
