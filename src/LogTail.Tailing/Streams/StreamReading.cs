using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tailing.Streams;

/// <summary>Reads all sources of a tailer that are no files, each in a task of its own.</summary>
/// <param name="addresses">What is read.</param>
/// <param name="untilFirstEnds">A socket is read until its first connection ends, instead of until a stop.</param>
internal sealed class StreamReading(IReadOnlyList<StreamAddress> addresses, bool untilFirstEnds, StreamOutput output, ITailObserver observer)
{
    private const int ReadBytes = 64 * 1024;

    // Reading on after a stop must end even when nobody takes the lines.
    private static readonly TimeSpan FinishTime = TimeSpan.FromSeconds(5);

    private readonly List<SocketListener> _listeners = [];

    /// <summary>Binds all sockets, so that whoever starts the tailer learns at once when that does not work.</summary>
    /// <exception cref="IOException">An address cannot be listened on; the message names it.</exception>
    public void Bind()
    {
        foreach (var address in addresses.Where(address => address.Kind != StreamKind.StandardInput))
        {
            _listeners.Add(SocketListener.Bind(address));
        }
    }

    /// <summary>Ends when standard input has ended and, after a stop, every socket is closed.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        [.. addresses.Where(address => address.Kind == StreamKind.StandardInput).Select(address => ReadInputAsync(address, stop)),
         .. _listeners.Select(listener => ListenAsync(listener, stop))]);

    private async Task ReadInputAsync(StreamAddress address, CancellationToken stop)
    {
        using var handle = new SafeFileHandle(0, ownsHandle: false);
        var input = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        observer.Opened(address.Name, default, 0);
        await ReadAsync(address, input, stop).ConfigureAwait(false);
    }

    private async Task ListenAsync(SocketListener listener, CancellationToken stop)
    {
        observer.Opened(listener.Address.Name, default, 0);
        using (listener)
        {
            await (listener.Address.IsDatagram ? ReceiveAsync(listener, stop) : AcceptAsync(listener, stop)).ConfigureAwait(false);
        }
    }

    // Every connection has lines of its own, so that two of them never mix.
    private async Task AcceptAsync(SocketListener listener, CancellationToken stop)
    {
        if (untilFirstEnds)
        {
            if (await listener.TryAcceptAsync(stop).ConfigureAwait(false) is { } only)
            {
                await ReadConnectionAsync(listener.Address, only, stop).ConfigureAwait(false);
            }

            return;
        }

        var connections = new List<Task>();
        while (await listener.TryAcceptAsync(stop).ConfigureAwait(false) is { } connection)
        {
            connections.RemoveAll(task => task.IsCompleted);
            connections.Add(ReadConnectionAsync(listener.Address, connection, stop));
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
    }

    private async Task ReadConnectionAsync(StreamAddress address, Socket connection, CancellationToken stop)
    {
        using var stream = new NetworkStream(connection, ownsSocket: true);
        await ReadAsync(address, stream, stop).ConfigureAwait(false);
    }

    // No line break is implied at the end of a datagram: programs split long messages.
    private async Task ReceiveAsync(SocketListener listener, CancellationToken stop)
    {
        var lines = output.NewCutter();
        var buffer = new byte[ReadBytes];
        while (await listener.TryReceiveAsync(buffer, stop).ConfigureAwait(false) is { } count)
        {
            await output.FeedAsync(listener.Address.Name, lines, buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
        }

        await FinishAsync(listener.Address, lines).ConfigureAwait(false);
    }

    private async Task ReadAsync(StreamAddress address, Stream stream, CancellationToken stop)
    {
        var lines = output.NewCutter();
        var buffer = new byte[ReadBytes];
        try
        {
            while (true)
            {
                // Reading a terminal or a pipe may not be cancelled by the system: then it is left behind.
                var count = await stream.ReadAsync(buffer, stop).AsTask().WaitAsync(stop).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                await output.FeedAsync(address.Name, lines, buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: what came so far counts.
        }
        catch (IOException fault)
        {
            observer.Failed(address.Name, fault.Message);
        }

        await FinishAsync(address, lines).ConfigureAwait(false);
        observer.Closed(address.Name, default, lines.Offset);
    }

    private async Task FinishAsync(StreamAddress address, Lines.LineCutter lines)
    {
        using var limit = new CancellationTokenSource(FinishTime);
        try
        {
            await output.FinishAsync(address.Name, lines, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            observer.Lost(address.Name, lines.ReadTo - lines.Offset);
        }
    }
}
