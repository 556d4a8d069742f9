using System.Net;
using System.Net.Sockets;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary>What <c>-logs</c> takes beside paths, from end to end (spec/mtail-language.md §20): the line, and the name that <c>getfilename()</c> gives.</summary>
public sealed class MtailSourceTests
{
    private const string Program = """
        counter lines by source, line
        /(.*)/ {
          lines[getfilename()][$1]++
        }

        """;

    [Fact]
    public async Task Standard_input()
    {
        using var folder = new TemporaryFolder();
        var output = await RunInShell(folder, "printf 'one\\ntwo' | \"$LOGTAIL\" mtail -one_shot -one_shot_format prometheus -progs \"$PROGRAM\" -logs -");
        Assert.Equal(1, output["""lines{line="one",prog="p.mtail",source="-"}"""]);
        Assert.Equal(1, output["""lines{line="two",prog="p.mtail",source="-"}"""]);
    }

    [Fact]
    public async Task Fifo_read_until_its_writer_closes()
    {
        using var folder = new TemporaryFolder();
        var fifo = folder.File("pipe");
        var output = await RunInShell(
            folder, $"mkfifo {fifo}; (printf 'one\\ntwo\\n' > {fifo} &); \"$LOGTAIL\" mtail -one_shot -one_shot_format prometheus -progs \"$PROGRAM\" -logs {fifo}");
        Assert.Equal(1, output[$$"""lines{line="one",prog="p.mtail",source="{{fifo}}"}"""]);
        Assert.Equal(1, output[$$"""lines{line="two",prog="p.mtail",source="{{fifo}}"}"""]);
    }

    [Fact]
    public async Task Fifo_of_a_daemon_that_writers_come_and_go()
    {
        using var folder = new TemporaryFolder();
        var fifo = folder.File("pipe");
        (await ChildProcess.Run("/usr/bin/mkfifo", [fifo], LogTailDaemon.Deadline)).Successful();
        await using var daemon = await Start(folder, fifo);
        await File.AppendAllTextAsync(fifo, "one\n");
        await daemon.ScrapeUntil(scrape => scrape[$$"""lines{line="one",prog="p.mtail",source="{{fifo}}"}"""] == 1);
    }

    [Fact]
    public async Task Socket_read_in_one_pass_until_its_first_connection_ends()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("socket");
        await using var process = ChildProcess.Start(
            LogTailCommand.Executable,
            ["mtail", "-one_shot", "-one_shot_format", "prometheus", "-progs", folder.Write("p.mtail", Program), "-logs", "unix://" + path],
            LogTailCommand.HomeVariables());
        using (var client = await Connect(AddressFamily.Unix, ProtocolType.Unspecified, new UnixDomainSocketEndPoint(path)))
        {
            await client.SendAsync("one\ntwo"u8.ToArray());
        }

        var output = Exposition.Parse((await process.WaitForExit(LogTailDaemon.Deadline)).Successful());
        Assert.Equal((1, 1), (output[Series("one", "unix://" + path)], output[Series("two", "unix://" + path)]));
    }

    [Fact]
    public async Task A_port_that_is_in_use_ends_the_start()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var source = $"tcp://{taken.LocalEndpoint}";
        var result = await LogTailCommand.Run("mtail", "-port", "0", "-progs", folder.Write("p.mtail", Program), "-logs", source);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(source, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tcp_connections_side_by_side()
    {
        using var folder = new TemporaryFolder();
        var port = Loopback.FreePort();
        var source = $"tcp://127.0.0.1:{port}";
        await using var daemon = await Start(folder, source);
        using var first = await Connect(AddressFamily.InterNetwork, ProtocolType.Tcp, new IPEndPoint(IPAddress.Loopback, port));
        using var second = await Connect(AddressFamily.InterNetwork, ProtocolType.Tcp, new IPEndPoint(IPAddress.Loopback, port));
        await first.SendAsync("one\ntw"u8.ToArray());
        await second.SendAsync("three\n"u8.ToArray());
        await first.SendAsync("o\n"u8.ToArray());
        await daemon.ScrapeUntil(scrape => new[] { "one", "two", "three" }.All(line => scrape[Series(line, source)] == 1));
    }

    [Fact]
    public async Task Unix_stream()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("socket");
        await using var daemon = await Start(folder, "unix://" + path);
        using var client = await Connect(AddressFamily.Unix, ProtocolType.Unspecified, new UnixDomainSocketEndPoint(path));
        await client.SendAsync("one\ntwo\n"u8.ToArray());
        await daemon.ScrapeUntil(scrape => scrape[Series("one", "unix://" + path)] == 1 && scrape[Series("two", "unix://" + path)] == 1);
    }

    [Fact]
    public async Task Unix_datagrams()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("socket");
        await using var daemon = await Start(folder, "unixgram://" + path);
        await Eventually.Becomes(() => File.Exists(path), LogTailDaemon.Deadline, () => "there is no socket");
        using var client = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(path));
        client.Send("one\n"u8);
        client.Send("tw"u8);
        client.Send("o\n"u8);
        // The end of a datagram is no end of a line.
        await daemon.ScrapeUntil(scrape => scrape[Series("one", "unixgram://" + path)] == 1 && scrape[Series("two", "unixgram://" + path)] == 1);
    }

    [Fact]
    public async Task Udp_datagrams()
    {
        using var folder = new TemporaryFolder();
        var port = FreeUdpPort();
        var source = $"udp://127.0.0.1:{port}";
        await using var daemon = await Start(folder, source);
        using var client = new UdpClient();
        client.Connect(IPAddress.Loopback, port);
        client.Send("one\n"u8);
        client.Send("g3"u8);
        client.Send("g4\n"u8);
        await daemon.ScrapeUntil(scrape => scrape[Series("one", source)] == 1 && scrape[Series("g3g4", source)] == 1);
    }

    [Theory]
    [InlineData("tcp://")]
    [InlineData("unix://")]
    [InlineData("udp://")]
    [InlineData("unixgram://")]
    public async Task An_address_without_an_address_is_refused(string source)
    {
        using var folder = new TemporaryFolder();
        var result = await LogTailCommand.Run("mtail", "-port", "0", "-progs", folder.Write("p.mtail", Program), "-logs", source);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(source, result.Errors, StringComparison.Ordinal);
    }

    private static string Series(string line, string source) => $$"""lines{line="{{line}}",prog="p.mtail",source="{{source}}"}""";

    private static Task<LogTailDaemon> Start(TemporaryFolder folder, string source) =>
        LogTailDaemon.StartAsMtail("-progs", folder.Write("p.mtail", Program), "-logs", source);

    private static async Task<Socket> Connect(AddressFamily family, ProtocolType protocol, EndPoint to)
    {
        Socket? connected = null;
        await Eventually.Becomes(
            async () =>
            {
                var socket = new Socket(family, SocketType.Stream, protocol);
                try
                {
                    await socket.ConnectAsync(to);
                    connected = socket;
                    return true;
                }
                catch (SocketException)
                {
                    socket.Dispose();
                    return false;
                }
            },
            LogTailDaemon.Deadline,
            () => $"nobody listens at {to}");
        return connected!;
    }

    private static int FreeUdpPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    // Our child processes have no standard input of their own.
    private static async Task<Exposition> RunInShell(TemporaryFolder folder, string script)
    {
        var variables = LogTailCommand.HomeVariables();
        variables["LOGTAIL"] = LogTailCommand.Executable;
        variables["PROGRAM"] = folder.Write("p.mtail", Program);
        var result = await ChildProcess.Run("/bin/sh", ["-c", script], LogTailDaemon.Deadline, variables);
        return Exposition.Parse(result.Successful());
    }
}
