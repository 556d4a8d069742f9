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

    /// <summary>
    /// A line with a time that cannot be read, twice: mtail remembers times that it failed on, and does not fail the second time.
    /// At once, and never again: how long it remembers is not the same in 3.0.0~rc50 and in HEAD.
    /// </summary>
    private static string Twice(string line) => $"{line}\n{line}";
}
