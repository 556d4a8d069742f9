using System.Text;

namespace LogTail.Benchmarks.Comparison;

/// <summary>Programs that watch services of which a log has no line.</summary>
internal static class ManyPrograms
{
    private static readonly string[] Services =
        ["haproxy", "varnish", "squid", "redis", "mongod", "mysqld", "rabbitmq", "consul", "nomad", "etcd", "kubelet", "dockerd", "cupsd", "bind", "unbound", "dovecot", "exim", "openvpn", "strongswan", "chronyd"];

    private static readonly string[] Events = ["connection refused", "out of memory", "started worker", "lost leader", "checksum mismatch"];

    /// <summary>Writes so many programs of three patterns each.</summary>
    /// <returns>The folder.</returns>
    public static string Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
        {
            var (service, what) = (Services[i % Services.Length], Events[i / Services.Length % Events.Length]);
            var text = new StringBuilder();
            text.Append($"counter service{i}_events_total by event\ncounter service{i}_bytes_total\n\n");
            text.Append($"/{service}\\[\\d+\\]: {what} (?P<peer>\\S+)$/ {{\n  service{i}_events_total[$peer]++\n}}\n");
            text.Append($"/{service}-{i}: (?P<event>\\w+) took \\d+ms/ {{\n  service{i}_events_total[$event]++\n}}\n");
            text.Append($"/{what} in {service}, (?P<bytes>\\d+) bytes/ {{\n  service{i}_bytes_total += $bytes\n}}\n");
            File.WriteAllText(Path.Combine(folder, $"service{i}.mtail"), text.ToString());
        }

        return folder;
    }
}
