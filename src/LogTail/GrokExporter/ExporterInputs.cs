using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LogTail.Configuration;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Tailing.Kafka;

namespace LogTail.GrokExporter;

/// <summary>What a configuration says about where lines come from and how metrics are served, as options of the engine (spec/grok.md §6.3, §6.7).</summary>
internal static class ExporterInputs
{
    /// <exception cref="IOException">The host has no address; the message says so.</exception>
    public static EngineOptions Apply(EngineOptions options, ExporterConfiguration configuration) =>
        Serve(Read(options with { IsExporter = true }, configuration.Input), configuration);

    private static EngineOptions Read(EngineOptions options, ExporterInput input) => input switch
    {
        FileInput files => options with
        {
            Logs = [.. files.Paths.Select(path => PatternOf(path.Value))],
            FromStart = files.ReadAll,
            RequireLogs = files.FailOnMissingLogfile,
            PollInterval = files.PollInterval > TimeSpan.Zero ? files.PollInterval : null,
        },
        StandardInput => options with { Logs = ["-"], EndsWithInput = true },
        WebhookInput webhook => options with { Logs = [], Webhook = webhook },
        KafkaInput kafka => options with { Logs = [], Kafka = Convert(kafka) },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static EngineOptions Serve(EngineOptions options, ExporterConfiguration configuration)
    {
        var server = configuration.Server;
        return options with
        {
            Listen = new ListenAddress(AddressOf(server.Host), server.Port, SocketPath: null),
            Http = options.Http with
            {
                MetricsPath = server.Path,
                Tls = server.IsHttps ? Convert(server) : null,
            },
        };
    }

    private static KafkaOptions Convert(KafkaInput kafka) => new()
    {
        Brokers = kafka.Brokers,
        Topics = kafka.Topics,
        Group = kafka.ConsumerGroup,
        FromOldest = kafka.ConsumeFromOldest,
        Assignor = kafka.PartitionAssignor switch
        {
            "roundrobin" => KafkaAssignor.RoundRobin,
            "sticky" => KafkaAssignor.Sticky,
            _ => KafkaAssignor.Range,
        },
    };

    private static TlsOptions Convert(ExporterServer server) => new()
    {
        CertificateFile = FileOf("server.cert", server.Cert),
        KeyFile = FileOf("server.key", server.Key),
        ClientAuthoritiesFile = FileOf("server.client_ca", server.ClientCa),
        Clients = server.ClientAuth,
    };

    private static TlsFile? FileOf(string key, ConfigurationText? named)
    {
        if (named is null)
        {
            return null;
        }

        var position = named.File.PositionOf(named.Span.Start);
        return new TlsFile(named.Value, string.Create(CultureInfo.InvariantCulture, $"{named.File.Path}:{position.Line}:{position.Column}: {key}"));
    }

    // A name is looked up as Go does for a listener: its first address of the old kind, if there is one.
    private static IPAddress? AddressOf(string host)
    {
        if (host.Length == 0 || IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return host.Length == 0 ? null : IPAddress.Parse(host.Trim('[', ']'));
        }

        try
        {
            var addresses = Dns.GetHostAddresses(host);
            return addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        }
        catch (Exception fault) when (fault is SocketException or IndexOutOfRangeException or ArgumentException)
        {
            throw new IOException($"cannot bind to {host}: {fault.Message}", fault);
        }
    }

    /// <summary>The glob of Go as one of ours: absolute, with what means something only here escaped.</summary>
    internal static string PatternOf(string path)
    {
        var (folder, name) = GoGlob.Split(path);
        var pattern = new StringBuilder();
        foreach (var unit in Path.GetFullPath(folder).TrimEnd('/'))
        {
            pattern.Append(unit is '*' or '?' or '[' or ']' or '{' or '}' or ',' or '\\' ? "\\" : "").Append(unit);
        }

        pattern.Append('/');
        for (var i = 0; i < name.Length; i++)
        {
            var former = i > 0 ? name[i - 1] : '\0';
            switch (name[i])
            {
                case '\\' when i + 1 < name.Length:
                    pattern.Append(name, i++, 2);
                    break;
                case '*' when former == '*':
                    break;
                case '{' or '}' or ',':
                case '!' when former == '[':
                    pattern.Append('\\').Append(name[i]);
                    break;
                default:
                    pattern.Append(name[i]);
                    break;
            }
        }

        return pattern.ToString();
    }
}
