using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Peers;

/// <summary>Real input: nginx writes, ab asks, logrotate rotates, and no request is lost or counted twice.</summary>
public sealed partial class NginxTests
{
    private const int Rotations = 3;

    // 20,000 in all. The path decides the status that nginx answers with: a file, nothing, a folder without its slash, a
    // folder without an index.
    private static readonly (string Path, int Status, int Count)[] Load =
    [
        ("/page.html", 200, 9_000),
        ("/nothing-here", 404, 6_000),
        ("/folder", 301, 3_000),
        ("/folder/", 403, 2_000),
    ];

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [PeerTheory("nginx", "ab", "logrotate")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Counts_20000_requests_by_status_while_the_log_is_rotated(bool keepsState)
    {
        using var folder = new TemporaryFolder();
        string[] state = keepsState ? ["--state", folder.Folder("state")] : [];
        var port = Loopback.FreePort();
        var log = folder.File("access.log");
        await using var nginx = await StartNginx(folder, port);
        await using var daemon = await LogTailDaemon.Start(["--programs", Path.Combine(Repository.Programs, "nginx_access.mtail"), "--logs", log, .. state]);

        var clients = Load.Select(load => Send(port, load.Path, load.Count)).ToArray();
        for (var rotation = 1; rotation <= Rotations; rotation++)
        {
            // Only when the new file has been written to, so that each rotation falls into the load.
            await Eventually.Becomes(() => Length(log) > 100_000, Deadline, () => $"{log} has {Length(log)} bytes before rotation {rotation}.\n{nginx.Errors}");
            await Rotate(folder);
        }

        var reports = await Task.WhenAll(clients);
        var expected = Load.Zip(reports).ToDictionary(pair => pair.First.Status, pair => pair.Second.Completed);
        var scrape = await daemon.ScrapeUntil(seen => seen.Sum("nginx_http_requests_total") >= expected.Values.Sum());

        Assert.Equal(expected, CountsByStatus(scrape));
        Assert.Equal(20_000, expected.Values.Sum());
        Assert.Equal(11_000, reports.Sum(report => report.NotSuccessful));
        Assert.All(Enumerable.Range(1, Rotations), rotation => Assert.True(Length($"{log}.{rotation}") > 100_000));
        Assert.Equal(20_000, scrape.Sum("nginx_http_request_duration_seconds_count"));
    }

    private static Dictionary<int, int> CountsByStatus(Exposition scrape) =>
        scrape.Of("nginx_http_requests_total").ToDictionary(
            sample => int.Parse(StatusLabel().Match(sample.Key).Groups[1].Value, CultureInfo.InvariantCulture),
            sample => (int)sample.Value);

    private static async Task<ChildProcess> StartNginx(TemporaryFolder folder, int port)
    {
        folder.Folder("www/folder");
        folder.Write("www/page.html", "<p>fine</p>");
        var configuration = folder.Write(
            "nginx.conf",
            $$"""
            daemon off;
            pid {{folder.File("nginx.pid")}};
            error_log {{folder.File("error.log")}} notice;
            worker_processes 2;
            events { worker_connections 256; }
            http {
                log_format timed '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
                                 '"$http_referer" "$http_user_agent" rt=$request_time urt="$upstream_response_time"';
                access_log {{folder.File("access.log")}} timed;
                keepalive_requests 1000000;
                # So slow that all rotations fall into the load: about seven seconds.
                limit_req_zone $binary_remote_addr zone=load:1m rate=3000r/s;
                limit_req zone=load burst=1000;
                client_body_temp_path {{folder.File("body")}};
                proxy_temp_path {{folder.File("proxy")}};
                fastcgi_temp_path {{folder.File("fastcgi")}};
                uwsgi_temp_path {{folder.File("uwsgi")}};
                scgi_temp_path {{folder.File("scgi")}};
                server {
                    listen 127.0.0.1:{{port}};
                    root {{folder.File("www")}};
                }
            }
            """);

        // As root, the workers would run as a user who may not write to a folder of ours.
        string[] asRoot = Environment.IsPrivilegedProcess ? ["-g", "user root;"] : [];
        var nginx = ChildProcess.Start(Peer.Require("nginx"), ["-c", configuration, "-e", folder.File("start.log"), .. asRoot]);
        await Eventually.Becomes(
            () => Length(folder.File("nginx.pid")) > 0 && !nginx.HasExited,
            Deadline,
            () => $"nginx does not start.\n{nginx.Errors}");
        return nginx;
    }

    private static async Task<(int Completed, int NotSuccessful)> Send(int port, string path, int count)
    {
        var report = await ChildProcess.Run(
            Peer.Require("ab"),
            ["-q", "-k", "-n", $"{count}", "-c", "2", $"http://127.0.0.1:{port}{path}"],
            Deadline);
        var text = report.Successful();
        return (Number(text, "Complete requests:"), Number(text, "Non-2xx responses:"));
    }

    private static async Task Rotate(TemporaryFolder folder)
    {
        var configuration = folder.Write(
            "logrotate.conf",
            $$"""
            {{folder.File("access.log")}} {
                rotate 9
                size 1
                nocompress
                postrotate
                    kill -USR1 $(cat {{folder.File("nginx.pid")}})
                endscript
            }
            """);
        var result = await ChildProcess.Run(
            Peer.Require("logrotate"), ["--force", "--state", folder.File("logrotate.state"), configuration], Deadline);
        result.Successful();
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static int Number(string report, string label)
    {
        var match = Regex.Match(report, Regex.Escape(label) + @"\s+(\d+)");
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex("status=\"(\\d+)\"")]
    private static partial Regex StatusLabel();
}
