using System.Collections.Immutable;

namespace LogTail.Conformance.Differential;

/// <summary>A log for each example program of mtail's documentation, grouped by what writes it.</summary>
internal static partial class ExampleLogs
{
    public static ImmutableArray<ExampleLog> All =>
    [
        ApacheCombined, ApacheCommon, ApacheMetrics, Dhcpd, Histogram, Lighttpd, LighttpdElsewhere, LineCount, MysqlSlowQueries,
        NoCode, Ntpd, NtpdPeerStats, Postfix, Rails, Rsyncd, Sftp, Timer, VsftpdLog, VsftpdTransfers,
    ];
}
