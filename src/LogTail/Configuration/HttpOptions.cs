using LogTail.Language.GrokExporter.Configuration;

namespace LogTail.Configuration;

/// <summary>What the HTTP server serves, and how it is protected.</summary>
public sealed record HttpOptions
{
    /// <summary>Where the metrics are: exactly there.</summary>
    public string MetricsPath { get; init; } = "/metrics";

    /// <summary>True: nothing else is served but lines that come in, as grok_exporter does; every method is answered.</summary>
    public bool OnlyMetrics { get; init; }

    /// <summary>Certificates; null for plain HTTP.</summary>
    public TlsOptions? Tls { get; init; }
}

/// <summary>A file of certificates or keys.</summary>
/// <param name="Path">Relative to the working directory.</param>
/// <param name="SetBy">Where it is named, and by which key: <c>config.yml:9:9: server.cert</c>.</param>
public sealed record TlsFile(string Path, string SetBy);

/// <summary>HTTPS (spec/grok.md §6.7).</summary>
public sealed record TlsOptions
{
    /// <summary>PEM file with our certificate, and those that lead to its authority; null for one made at the start and signed by itself.</summary>
    public TlsFile? CertificateFile { get; init; }

    /// <summary>PEM file with its key; null if and only if the certificate is.</summary>
    public TlsFile? KeyFile { get; init; }

    /// <summary>PEM file with the authorities that clients' certificates must come from; null for none.</summary>
    public TlsFile? ClientAuthoritiesFile { get; init; }

    /// <summary>What is asked of clients.</summary>
    public ClientAuthentication Clients { get; init; }
}
