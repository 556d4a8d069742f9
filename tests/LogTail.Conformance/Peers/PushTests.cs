using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Peers;

/// <summary>Pushes with mtail's flags (spec/mtail-language.md §16.3–16.5) to the real collectd and carbon, and to a socket for statsd.</summary>
public sealed class PushTests
{
    private const string CollectdTypes = "/usr/share/collectd/types.db";
    private const string CollectdPlugins = "/usr/lib/collectd/unixsock.so";

    private const string Program = """
        counter hits by code
        gauge depth
        timer took
        histogram size by host buckets 1, 10
        text said
        hidden counter unseen
        /^(?P<code>\d\d\d) (?P<depth>\d+) (?P<took>\d+\.\d+)/ {
          hits[$code]++
          depth = $depth
          took = $took
          size["a.b"] = $depth
          said = "words"
          unseen++
        }

        """;

    private const string Lines = "200 3 0.25\n200 7 0.5\n404 70 1.5\n";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [PeerFact("collectd", CollectdPlugins, CollectdTypes)]
    public async Task Collectd_stores_what_it_is_sent()
    {
        using var folder = new TemporaryFolder();
        var socket = folder.File("collectd.sock");
        var data = folder.Folder("data");
        var configuration = folder.Write(
            "collectd.conf",
            $"""
            Hostname "collector"
            BaseDir "{folder.Path}"
            PIDFile "{folder.File("collectd.pid")}"
            PluginDir "{Path.GetDirectoryName(CollectdPlugins)}"
            TypesDB "{CollectdTypes}"
            Interval 1
            LoadPlugin unixsock
            LoadPlugin csv
            <Plugin unixsock>
              SocketFile "{socket}"
              SocketPerms "0600"
            </Plugin>
            <Plugin csv>
              DataDir "{data}"
              StoreRates false
            </Plugin>

            """);
        await using var collectd = ChildProcess.Start(Peer.Require("collectd"), ["-f", "-C", configuration]);
        await Eventually.Becomes(() => File.Exists(socket), Deadline, () => collectd.Errors + collectd.Output);
        await using var daemon = await Start(folder, "-collectd_socketpath", socket, "-collectd_prefix", "site.");

        // host/plugin-instance/type-instance-date: the first three are the line's.
        await HasStored("counter-hits-code-200", 2);
        await HasStored("counter-hits-code-404", 1);
        await HasStored("gauge-depth", 70);
        await HasStored("gauge-took", 1.5);
        Assert.Empty(Directory.EnumerateFiles(data, "*unseen*", SearchOption.AllDirectories));

        async Task HasStored(string name, double value) => await Eventually.Becomes(
            () => Directory.EnumerateFiles(data, name + "-????-??-??", SearchOption.AllDirectories)
                .Where(file => file.Contains("/site.mtail-p.mtail/", StringComparison.Ordinal))
                .SelectMany(file => File.ReadLines(file).Skip(1))
                .Any(line => line.Split(',') is [_, var stored] && double.Parse(stored, CultureInfo.InvariantCulture).Equals(value)),
            Deadline,
            () => $"no {name} of {value}: {string.Join(' ', Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))}\n{collectd.Errors}{collectd.Output}");
    }

    [PeerFact("carbon-cache", "whisper-fetch")]
    public async Task Carbon_stores_what_it_is_sent()
    {
        using var folder = new TemporaryFolder();
        var port = Loopback.FreePort();
        var data = folder.Folder("whisper");
        folder.Write("storage-schemas.conf", "[all]\npattern = .*\nretentions = 1s:1d\n");
        var configuration = folder.Write(
            "carbon.conf",
            $"""
            [cache]
            STORAGE_DIR = {folder.Path}
            CONF_DIR = {folder.Path}
            LOG_DIR = {folder.Folder("log")}
            PID_DIR = {folder.Path}
            LOCAL_DATA_DIR = {data}
            LINE_RECEIVER_INTERFACE = 127.0.0.1
            LINE_RECEIVER_PORT = {port}
            PICKLE_RECEIVER_INTERFACE = 127.0.0.1
            PICKLE_RECEIVER_PORT = {Loopback.FreePort()}
            CACHE_QUERY_INTERFACE = 127.0.0.1
            CACHE_QUERY_PORT = {Loopback.FreePort()}
            MAX_CREATES_PER_MINUTE = inf
            MAX_UPDATES_PER_SECOND = inf

            """);

        // In the foreground, and nowhere else: it forks otherwise.
        await using var carbon = ChildProcess.Start(Peer.Require("carbon-cache"), [$"--config={configuration}", "--nodaemon", "start"]);
        await using var daemon = await Start(folder, "-graphite_host_port", $"127.0.0.1:{port}", "-graphite_prefix", "site.");

        await HasStored("site/p/mtail/hits/code/200.wsp", 2);
        await HasStored("site/p/mtail/depth.wsp", 70);
        await HasStored("site/p/mtail/took.wsp", 1.5);
        await HasStored("site/p/mtail/size/host/a_b/bin_10.wsp", 2);
        await HasStored("site/p/mtail/size/host/a_b/bin_inf.wsp", 1);
        await HasStored("site/p/mtail/size/host/a_b/count.wsp", 3);
        await HasStored("site/p/mtail/size/host/a_b.wsp", 80);
        Assert.Empty(Directory.EnumerateFiles(data, "said*", SearchOption.AllDirectories));

        async Task HasStored(string name, double value)
        {
            var file = Path.Combine(data, name);
            var stored = "";
            await Eventually.Becomes(
                async () =>
                {
                    if (!File.Exists(file))
                    {
                        return false;
                    }

                    stored = (await ChildProcess.Run(Peer.Require("whisper-fetch"), ["--drop", "nulls", file], Deadline)).Output;
                    return stored.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Any(line => double.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture).Equals(value));
                },
                Deadline,
                () => $"no {name} of {value}: {stored}\n{carbon.Errors}{carbon.Output}");
        }
    }

    [Fact]
    public async Task Statsd_gets_one_datagram_for_each_value()
    {
        using var folder = new TemporaryFolder();
        using var statsd = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var daemon = await Start(folder, "-statsd_hostport", $"127.0.0.1:{((IPEndPoint)statsd.Client.LocalEndPoint!).Port}", "-statsd_prefix", "site.");
        string[] wanted = ["site.p.mtail.hits.code.200:2|c", "site.p.mtail.hits.code.404:1|c", "site.p.mtail.depth:70|g", "site.p.mtail.took:1.5|ms"];
        var received = new HashSet<string>(StringComparer.Ordinal);
        using var patience = new CancellationTokenSource(Deadline);
        while (!wanted.All(received.Contains))
        {
            Assert.False(patience.IsCancellationRequested, string.Join('\n', received));
            received.Add(Encoding.UTF8.GetString((await statsd.ReceiveAsync(patience.Token)).Buffer));
        }

        Assert.DoesNotContain(received, datagram => datagram.Contains("said", StringComparison.Ordinal) || datagram.Contains("unseen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_hangs_delays_neither_lines_nor_other_receivers()
    {
        using var folder = new TemporaryFolder();
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(folder.File("deaf.sock")));
        deaf.Listen();
        using var statsd = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var daemon = await Start(
            folder,
            "-collectd_socketpath", folder.File("deaf.sock"),
            "-statsd_hostport", $"127.0.0.1:{((IPEndPoint)statsd.Client.LocalEndPoint!).Port}",
            "-metric_push_write_deadline", "30s");

        // It waits for an answer that never comes, up to the deadline.
        using var connection = await deaf.AcceptAsync();
        await File.AppendAllTextAsync(folder.File("a.log"), "500 1 1.0\n");
        await daemon.ScrapeUntil(scrape => scrape["""hits{code="500",prog="p.mtail"}"""] == 1);
        using var patience = new CancellationTokenSource(Deadline);
        while (Encoding.UTF8.GetString((await statsd.ReceiveAsync(patience.Token)).Buffer) != "p.mtail.hits.code.500:1|c")
        {
        }

        Assert.Equal(0, (await daemon.Scrape()).Sum("logtail_push_failures_total"));
    }

    [Fact]
    public async Task What_failed_is_tried_again_after_a_deadline_and_counted()
    {
        using var folder = new TemporaryFolder();
        var port = Loopback.FreePort();
        await using var daemon = await Start(folder, "-graphite_host_port", $"127.0.0.1:{port}");
        await daemon.ScrapeUntil(scrape => scrape["""logtail_push_failures_total{to="graphite"}"""] >= 2);

        using var graphite = new TcpListener(IPAddress.Loopback, port);
        graphite.Start();
        using var client = await graphite.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        var sent = await reader.ReadToEndAsync();
        Assert.Matches("(?m)^p\\.mtail\\.hits\\.code\\.200 2 \\d+$", sent);
        await daemon.ScrapeUntil(scrape => scrape["""logtail_pushes_total{to="graphite"}"""] >= 1);
    }

    private static async Task<LogTailDaemon> Start(TemporaryFolder folder, params string[] flags)
    {
        var log = folder.Write("a.log", "");
        var daemon = await LogTailDaemon.StartAsMtail(
            ["-progs", folder.Write("p.mtail", Program), "-logs", log, "-metric_push_interval", "1s", "-logtostderr", .. flags]);
        await File.AppendAllTextAsync(log, Lines);
        return daemon;
    }
}
