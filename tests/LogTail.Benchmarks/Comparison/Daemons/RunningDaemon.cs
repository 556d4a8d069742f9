using System.Diagnostics;
using System.Globalization;

namespace LogTail.Benchmarks.Comparison.Daemons;

/// <summary>Our daemon on a free port of the loopback, and what the kernel says of it. Stopped when disposed.</summary>
internal sealed class RunningDaemon : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private const string Page = "http://daemon/metrics";

    private readonly byte[] _buffer = new byte[1 << 18];
    private readonly Process _process;
    private readonly HttpClient _client;

    /// <param name="place">Whose executable and cache are used.</param>
    /// <param name="programs">File or folder.</param>
    /// <param name="log">Read from its start.</param>
    public RunningDaemon(Workplace place, string programs, string log)
    {
        var socket = Path.Combine(place.Scratch, $"{Guid.NewGuid():N}.sock");
        var clock = Stopwatch.StartNew();
        _process = Process.Start(new ProcessStartInfo(
            place.LogTail,
            ["run", "--no-state", "--cache", place.Cache, "--from", "start", "--log-level", "Error", "--listen", "unix:" + socket, "--programs", programs, "--logs", log])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, token) => Connect(socket, token) }) { Timeout = StartPatience };
        WaitFor(() => TryScrape() is not null);
        TimeToFirstScrape = clock.Elapsed;
    }

    /// <summary>From the start of the process to the first answer with metrics.</summary>
    public TimeSpan TimeToFirstScrape { get; }

    /// <summary>Bytes resident now.</summary>
    public long ResidentBytes => Field("VmRSS:") * 1024;

    /// <summary>User and system time since its start, in seconds.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>One whole scrape.</summary>
    public string Scrape() => _client.GetStringAsync(Page).GetAwaiter().GetResult();

    /// <summary>The time until a scrape has come, which is thrown away.</summary>
    public TimeSpan TimeScrape()
    {
        var clock = Stopwatch.StartNew();
        using var page = _client.GetStreamAsync(Page).GetAwaiter().GetResult();
        while (page.Read(_buffer) > 0)
        {
            // Nothing is kept.
        }

        return clock.Elapsed;
    }

    /// <summary>Waits until a metric without labels has reached a value.</summary>
    public void WaitUntil(string metric, double value, TimeSpan patience) => WaitUntil(metric, value, patience, TimeSpan.FromMilliseconds(200));

    /// <param name="pause">Between two looks.</param>
    /// <inheritdoc cref="WaitUntil(string, double, TimeSpan)"/>
    public void WaitUntil(string metric, double value, TimeSpan patience, TimeSpan pause) =>
        WaitFor(() => Value(metric) >= value, patience, pause);

    /// <summary>The value of a metric without labels, or of a whole series; NaN when there is none.</summary>
    public double Value(string metric) => Scrape().Split('\n').FirstOrDefault(line => line.StartsWith(metric + " ", StringComparison.Ordinal)) is { } line
        ? double.Parse(line[(metric.Length + 1)..], CultureInfo.InvariantCulture)
        : double.NaN;

    /// <summary>Asks it to read its programs again.</summary>
    public void Reload() => Process.Start("kill", ["-HUP", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
    }

    private string? TryScrape()
    {
        try
        {
            return Scrape();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private void WaitFor(Func<bool> condition) => WaitFor(condition, StartPatience, Pause);

    private void WaitFor(Func<bool> condition, TimeSpan patience, TimeSpan pause)
    {
        for (var clock = Stopwatch.StartNew(); !condition(); Thread.Sleep(pause))
        {
            if (clock.Elapsed > patience || _process.HasExited)
            {
                throw new InvalidOperationException(_process.HasExited ? "The daemon has ended." : $"The daemon did not come so far in {patience.TotalSeconds:0} s.");
            }
        }
    }

    private static async ValueTask<Stream> Connect(string socket, CancellationToken cancellationToken)
    {
        var connection = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(socket), cancellationToken);
            return new System.Net.Sockets.NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private long Field(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
