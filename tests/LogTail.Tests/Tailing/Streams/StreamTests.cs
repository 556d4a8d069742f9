using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Streams;

public sealed class StreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Connections_to_a_unix_socket_do_not_mix_their_lines()
    {
        var path = _folder["s"];
        await using var run = TailRun.Follow($"unix://{path}");
        using var first = await Connect(path);
        using var second = await Connect(path);
        await first.SendAsync("one"u8.ToArray());
        await second.SendAsync("two"u8.ToArray());
        await first.SendAsync(" a\n"u8.ToArray());
        await second.SendAsync(" b\n"u8.ToArray());
        Assert.Equal(["s|one a", "s|two b"], (await run.Count(2)).Order(StringComparer.Ordinal));
        first.Shutdown(SocketShutdown.Both);
    }

    [Fact]
    public async Task The_last_line_of_a_connection_needs_no_terminator()
    {
        await using var run = TailRun.Follow($"unix://{_folder["s"]}");
        using (var connection = await Connect(_folder["s"]))
        {
            await connection.SendAsync("one\ntwo"u8.ToArray());
        }

        Assert.Equal(["s|one", "s|two"], await run.Count(2));
    }

    [Fact]
    public async Task Datagrams_are_one_stream_in_which_their_ends_mean_nothing()
    {
        var path = _folder["g"];
        await using var run = TailRun.Follow($"unixgram://{path}");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await socket.SendAsync("g1\ng2\ng3"u8.ToArray());
        await socket.SendAsync("g4\n"u8.ToArray());
        Assert.Equal(["g|g1", "g|g2", "g|g3g4"], await run.Count(3));
    }

    [Fact]
    public async Task Lines_come_by_TCP_and_UDP()
    {
        var (tcp, udp) = (FreePort(SocketType.Stream, ProtocolType.Tcp), FreePort(SocketType.Dgram, ProtocolType.Udp));
        await using var run = TailRun.Follow($"tcp://127.0.0.1:{tcp}", $"udp://127.0.0.1:{udp}");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, tcp);
        await client.GetStream().WriteAsync("by tcp\n"u8.ToArray());
        using var sender = new UdpClient();
        await sender.SendAsync("by udp\n"u8.ToArray(), new IPEndPoint(IPAddress.Loopback, udp));
        Assert.Equal([$"127.0.0.1:{tcp}|by tcp", $"127.0.0.1:{udp}|by udp"], (await run.Count(2)).OrderBy(line => line.Split('|')[1], StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_name_that_a_dead_process_left_behind_is_taken_over()
    {
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(_folder["s"]));
        }

        await using var run = TailRun.Follow($"unix://{_folder["s"]}");
        using var connection = await Connect(_folder["s"]);
        await connection.SendAsync("alive\n"u8.ToArray());
        Assert.Equal(["s|alive"], await run.Count(1));
    }

    [Fact]
    public async Task An_address_in_use_ends_the_start()
    {
        await using var run = TailRun.Follow($"unix://{_folder["s"]}");
        var error = Assert.Throws<IOException>(() => TailRun.Follow($"unix://{_folder["s"]}"));
        Assert.StartsWith($"Cannot listen on unix://{_folder["s"]}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix://", "unix:// names no socket: write unix:///path/to/socket.")]
    [InlineData("tcp://localhost", "tcp://localhost has no port: write tcp://host:port.")]
    [InlineData("udp://:70000", "udp://:70000 has no port: write udp://host:port.")]
    public void A_socket_without_an_address_is_refused(string pattern, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => TailRun.Follow(pattern)).Message);

    [Fact]
    public async Task Writers_of_a_fifo_may_come_and_go_and_split_their_lines()
    {
        using (var make = Process.Start("mkfifo", _folder["pipe"]))
        {
            await make.WaitForExitAsync();
        }

        await using var run = TailRun.Follow(_folder["pipe"]);
        for (var i = 0; i < 20; i++)
        {
            // FileStream opens a fifo for writing only when somebody reads it.
            await using var writer = new FileStream(_folder["pipe"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            writer.Write("one "u8);
            writer.Write("line\nand another\n"u8);
            await run.Count((i + 1) * 2);
        }

        Assert.All(run.Lines.Chunk(2), pair => Assert.Equal(["pipe|one line", "pipe|and another"], pair));
    }

    [Fact]
    public async Task What_a_fifo_writer_left_unfinished_is_a_line_of_its_own()
    {
        using (var make = Process.Start("mkfifo", _folder["pipe"]))
        {
            await make.WaitForExitAsync();
        }

        await using var run = TailRun.Follow(_folder["pipe"]);
        await using (var writer = new FileStream(_folder["pipe"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            writer.Write("unfinished"u8);
        }

        Assert.Equal(["pipe|unfinished"], await run.Count(1));
    }

    // Nothing but an event tells that the first one went.
    [Fact]
    public async Task What_a_fifo_writer_left_unfinished_does_not_stick_to_what_the_next_one_writes()
    {
        using (var make = Process.Start("mkfifo", _folder["pipe"]))
        {
            await make.WaitForExitAsync();
        }

        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["pipe"]) with { SweepInterval = TimeSpan.FromHours(1) });
        for (var i = 0; i < 3; i++)
        {
            await using (var writer = new FileStream(_folder["pipe"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            {
                writer.Write("one\n"u8);
                await run.Count((2 * i) + 1);
                // It is not hot any more: an event must tell.
                await Task.Delay(TimeSpan.FromMilliseconds(200));
                writer.Write("unfinished"u8);
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }

            await run.Count((2 * i) + 2);
        }

        Assert.All(run.Lines.Chunk(2), pair => Assert.Equal(["pipe|one", "pipe|unfinished"], pair));
    }

    private static async Task<Socket> Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static int FreePort(SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
