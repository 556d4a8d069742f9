using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;
using Serilog;

namespace LogTail.Push;

/// <summary>
/// Sends the metrics to collectd, graphite and statsd at an interval (spec/mtail-language.md §16.3–16.5). Each push has a deadline and is
/// tried once more; it works on a snapshot, so lines never wait for a monitoring system.
/// </summary>
internal sealed class MetricPusher
{
    private const int Tries = 2;

    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromSeconds(1);

    private readonly LogTailEngine _engine;
    private readonly PushOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SelfFamily<SelfCounter> _pushes;
    private readonly SelfFamily<SelfCounter> _failures;

    public MetricPusher(LogTailEngine engine, PushOptions options, TimeProvider clock, ILogger log)
    {
        _engine = engine;
        _options = options;
        _clock = clock;
        _log = log;
        var registry = engine.SelfMetrics.Registry;
        _pushes = registry.Counters("logtail_pushes_total", "Times metrics were sent to a monitoring system.", ["to"]);
        _failures = registry.Counters("logtail_push_failures_total", "Times metrics could not be sent.", ["to"]);
    }

    /// <summary>Pushes until told to stop. One receiver that hangs does not keep the others waiting.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var receivers = new List<Task>();
        if (_options.CollectdSocket.Length > 0)
        {
            receivers.Add(RunAsync("collectd", ToCollectdAsync, cancellationToken));
        }

        if (_options.GraphiteAddress.Length > 0)
        {
            receivers.Add(RunAsync("graphite", ToGraphiteAsync, cancellationToken));
        }

        if (_options.StatsdAddress.Length > 0)
        {
            receivers.Add(RunAsync("statsd", ToStatsdAsync, cancellationToken));
        }

        return Task.WhenAll(receivers);
    }

    private async Task RunAsync(string to, Func<MetricSnapshot, CancellationToken, Task> push, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.Interval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (_engine.IsReady)
                {
                    using var snapshot = await _engine.TakeSnapshotAsync(includeHidden: false, cancellationToken);
                    await TryAsync(to, deadline => push(snapshot, deadline), cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private async Task TryAsync(string to, Func<CancellationToken, Task> push, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(_options.Deadline);
            try
            {
                await push(deadline.Token);
                _pushes.For(to).Increment();
                return;
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or FormatException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _failures.For(to).Increment();
                var reason = fault is OperationCanceledException ? $"it took longer than {_options.Deadline.TotalSeconds} s" : fault.Message;
                _log.Warning("Metrics could not be sent to {To}: {Reason}", to, reason);
            }

            if (attempt < Tries)
            {
                // Who is being restarted refuses connections for a moment.
                await Task.Delay(PauseBetweenTries, _clock, cancellationToken);
            }
        }
    }

    private async Task ToCollectdAsync(MetricSnapshot snapshot, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_options.CollectdSocket), cancellationToken);
        var options = new CollectdOptions(Environment.MachineName, _options.CollectdPrefix, _options.Interval);
        await using var stream = new NetworkStream(socket);

        // collectd answers each line; unread answers would fill its buffer and stop it.
        var answers = DiscardAsync(stream, cancellationToken);
        await SendAsync(Collectd.Open(snapshot, options), stream, cancellationToken);
        socket.Shutdown(SocketShutdown.Send);
        await answers;
    }

    private async Task ToGraphiteAsync(MetricSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (host, port) = HostAndPort(_options.GraphiteAddress);
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancellationToken);
        await using var stream = client.GetStream();
        await SendAsync(Graphite.Open(snapshot, _options.GraphitePrefix, includeTexts: false), stream, cancellationToken);
    }

    private async Task ToStatsdAsync(MetricSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (host, port) = HostAndPort(_options.StatsdAddress);
        using var client = new UdpClient();
        client.Connect(host, port);
        foreach (var datagram in Statsd.Datagrams(snapshot, _options.StatsdPrefix))
        {
            await client.SendAsync(datagram, cancellationToken);
        }
    }

    private static async Task SendAsync(ExpositionPage page, Stream stream, CancellationToken cancellationToken)
    {
        var writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        while (page.WriteNext(writer))
        {
            await writer.FlushAsync(cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
        await writer.CompleteAsync();
    }

    private static async Task DiscardAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    private static (string Host, int Port) HostAndPort(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (address[..colon].Trim('[', ']'), port)
            : throw new FormatException($"`{address}` is not host:port");
    }
}
