using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LogTail.Benchmarks.Following;

/// <summary>A running daemon, ours or mtail, that follows logs with one program.</summary>
internal sealed class FollowedTool : IDisposable
{
    private const long Kilobyte = 1024;
    private const string FollowerThread = "tailing";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _http;

    private FollowedTool(string name, Process process, int port)
    {
        Name = name;
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Deadline };
    }

    public string Name { get; }

    /// <summary>Memory that is in use now, in bytes.</summary>
    public long ResidentBytes => ReadStatus("VmRSS:");

    /// <summary>CPU time used so far, by all threads.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Open handles.</summary>
    public int Handles => Directory.EnumerateFiles($"/proc/{_process.Id}/fd").Count();

    /// <summary>CPU time of the thread that follows files, cuts and decodes their lines; null for a tool that has none of that name.</summary>
    public TimeSpan? FollowerTime
    {
        get
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{_process.Id}/task"))
            {
                if (File.ReadAllText(Path.Combine(thread, "comm")).TrimEnd() == FollowerThread)
                {
                    // Nanoseconds on a processor, nanoseconds of waiting for one, slices.
                    var nanoseconds = long.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
                    return TimeSpan.FromMicroseconds(nanoseconds / 1000.0);
                }
            }

            return null;
        }
    }

    /// <param name="logtail">Our executable.</param>
    /// <param name="folder">What to follow and with which program.</param>
    /// <param name="keepsState">In the folder's place for it.</param>
    public static FollowedTool StartLogTail(string logtail, LogFolder folder, bool keepsState) =>
        StartLogTail(logtail, folder.Program, folder.Pattern, keepsState ? folder.State : null);

    public static FollowedTool StartMtail(LogFolder folder) => StartMtail(folder.Program, folder.Pattern);

    /// <param name="state">Null to keep no state.</param>
    public static FollowedTool StartLogTail(string executable, string program, string pattern, string? state)
    {
        var port = FreePort();
        string[] keeping = state is null ? ["--no-state"] : ["--state", state];
        return Start("LogTail", executable, ["run", "--programs", program, "--logs", pattern, "--listen", $"127.0.0.1:{port}", "--log-level", "Error", .. keeping], port);
    }

    public static FollowedTool StartMtail(string program, string pattern)
    {
        var port = FreePort();
        return Start("mtail", "mtail", ["-progs", program, "-logs", pattern, "-address", "127.0.0.1", "-port", $"{port}"], port);
    }

    /// <summary>Waits for the first answer.</summary>
    public async Task ReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (await TryScrapeAsync() is null)
        {
            if (clock.Elapsed > Deadline || _process.HasExited)
            {
                throw new InvalidOperationException($"{Name} does not answer.");
            }

            await Task.Delay(5);
        }
    }

    /// <returns>Null while it does not answer with 200.</returns>
    public async Task<string?> TryScrapeAsync()
    {
        try
        {
            using var response = await _http.GetAsync("/metrics");
            return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The value of a series; 0 when it is not there.</summary>
    public async Task<double> ValueAsync(string series) => Value(await TryScrapeAsync() ?? "", series);

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private static FollowedTool Start(string name, string executable, IEnumerable<string> arguments, int port)
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new FollowedTool(name, process, port);
    }

    private static double Value(string text, string series)
    {
        var at = ("\n" + text).IndexOf("\n" + series + " ", StringComparison.Ordinal);
        if (at < 0)
        {
            return 0;
        }

        var start = at + series.Length + 1;
        var end = text.IndexOf('\n', start);
        return double.Parse(text.AsSpan(start, (end < 0 ? text.Length : end) - start), CultureInfo.InvariantCulture);
    }

    private long ReadStatus(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(candidate => candidate.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * Kilobyte;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
