using System.Net.Sockets;

namespace LogTail.Tailing.Streams;

/// <summary>A bound socket that connections or datagrams come to.</summary>
internal sealed class SocketListener : IDisposable
{
    private const int Backlog = 128;

    private readonly Socket _socket;

    private SocketListener(StreamAddress address, Socket socket)
    {
        Address = address;
        _socket = socket;
    }

    public StreamAddress Address { get; }

    /// <exception cref="IOException">The address cannot be listened on; the message names it.</exception>
    public static SocketListener Bind(StreamAddress address)
    {
        try
        {
            return Listen(address);
        }
        catch (Exception fault) when (fault is SocketException or UnauthorizedAccessException or ArgumentException)
        {
            throw new IOException($"Cannot listen on {address.Name}: {fault.Message}", fault);
        }
    }

    private static SocketListener Listen(StreamAddress address)
    {
        var socket = address.IsUnix ? BindUnix(address) : BindNetwork(address);
        if (!address.IsDatagram)
        {
            socket.Listen(Backlog);
        }

        return new SocketListener(address, socket);
    }

    /// <returns><see langword="null"/> after a stop.</returns>
    public async Task<Socket?> TryAcceptAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                return await _socket.AcceptAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (SocketException)
            {
                // This one connection came to nothing.
            }
        }

        return null;
    }

    /// <returns>Bytes of the next datagram; <see langword="null"/> after a stop.</returns>
    public async Task<int?> TryReceiveAsync(Memory<byte> buffer, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                return await _socket.ReceiveAsync(buffer, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (SocketException)
            {
                // This one datagram came to nothing.
            }
        }

        return null;
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (Address.IsUnix)
        {
            File.Delete(Address.Target);
        }
    }

    private static Socket BindNetwork(StreamAddress address)
    {
        var place = address.Resolve();
        var socket = address.IsDatagram
            ? new Socket(place.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (place.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = true;
            }

            socket.Bind(place);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket BindUnix(StreamAddress address)
    {
        var type = address.IsDatagram ? SocketType.Dgram : SocketType.Stream;
        RemoveDead(address.Target, type);
        var socket = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(address.Target));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A process that was killed leaves its socket's name behind, and nobody can bind to it again until it is removed.
    private static void RemoveDead(string path, SocketType type)
    {
        using var probe = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
        }
        catch (SocketException)
        {
            // There is nothing of that name, or something that binding will complain about.
        }
    }
}
