using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace LogTail.Torture;

/// <summary>The real <c>logtail run</c>, one process after the other on the same state. Its standard error goes to a file.</summary>
internal sealed partial class TorturedDaemon(string executable, string folder, string pattern) : IDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigHup = 1;
    private const int SigStop = 19;
    private const int SigCont = 18;

    // Nothing takes as long, save what decides by time whether a file is a copy: a minute.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(100);

    // A scrape with a series per line is most of what a run costs: after the first ones there is time.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly string _errors = Path.Combine(folder, "errors.txt");
    private Process? _process;
    private int _port;

    public bool IsRunning => _process is not null;

    /// <summary>It has answered since it was started.</summary>
    public bool IsReady { get; private set; }

    /// <summary>By SIGSTOP: it does not look, and answers nobody.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>Compiles the program of all runs, so that none of them waits for that.</summary>
    public static async Task CompileAsync(string executable, string program)
    {
        using var process = Process.Start(executable, ["compile", program, "--out", CacheFolder()]);
        await process.WaitForExitAsync();
    }

    /// <summary>Starts it; does not wait for anything.</summary>
    public void Start()
    {
        _port = FreePort();
        // The shell only sends the messages to a file, and becomes the daemon.
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c", "exec \"$0\" \"$@\" 2>> \"$ERRORS\"", executable, "run", "--programs", Path.Combine(folder, "ids.mtail"), "--logs", pattern,
                "--from", "start", "--state", Path.Combine(folder, "state"), "--cache", CacheFolder(), "--listen", $"127.0.0.1:{_port}", "--log-level", "Debug",
            },
        };
        start.Environment["ERRORS"] = _errors;
        // Each daemon lives for seconds: it is not worth compiling anything a second time. Compiling is most of what a run costs.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "1000";
        _process = Process.Start(start);
    }

    public void Kill() => End(SigKill);

    /// <summary>A clean stop: everything that is there is read and written down.</summary>
    public void Terminate() => End(SigTerm);

    public void Reload() => Signal(SigHup);

    public void Halt()
    {
        Signal(SigStop);
        IsHalted = true;
    }

    public void GoOn()
    {
        if (IsHalted)
        {
            Signal(SigCont);
            IsHalted = false;
        }
    }

    /// <summary>Asks for its metrics until they are as wished.</summary>
    /// <returns>The last answer; null when the daemon is gone or never answered.</returns>
    public async Task<Scrape?> ScrapeUntilAsync(Func<Scrape, bool> condition)
    {
        GoOn();
        var clock = Stopwatch.StartNew();
        Scrape? last = null;
        var pause = FirstPause;
        while (clock.Elapsed < Deadline && _process is { HasExited: false })
        {
            last = await TryScrapeAsync() ?? last;
            IsReady |= last is not null;
            if (last is not null && condition(last))
            {
                return last;
            }

            await Task.Delay(pause);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        return last;
    }

    public string Errors() => File.Exists(_errors) ? File.ReadAllText(_errors) : "";

    public void Dispose()
    {
        if (_process is not null)
        {
            End(SigKill);
        }

        _http.Dispose();
    }

    private async Task<Scrape?> TryScrapeAsync()
    {
        try
        {
            using var response = await _http.GetAsync($"http://127.0.0.1:{_port}/metrics");
            return response.StatusCode == HttpStatusCode.OK ? Scrape.Parse(await response.Content.ReadAsStringAsync()) : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private void End(int signal)
    {
        GoOn();
        Signal(signal);
        if (!_process!.WaitForExit(Deadline))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _process = null;
        IsReady = false;
    }

    private void Signal(int signal)
    {
        if (_process is { HasExited: false })
        {
            _ = SendSignal(_process.Id, signal);
        }
    }

    // One for all runs: the program is compiled once.
    private static string CacheFolder() => Path.Combine(Path.GetTempPath(), "logtail-torture-cache");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}

/// <summary>What a scrape tells.</summary>
/// <param name="Counts">How often each line was counted, by its number.</param>
/// <param name="Odd">Lines that nobody wrote: pieces of lines.</param>
/// <param name="LostBytes">What the daemon says was lost since it was started.</param>
/// <param name="LostFiles">Files that it says it did not find.</param>
/// <param name="CheckpointAge">Seconds since what is on disk was what is in memory.</param>
internal sealed partial record Scrape(
    IReadOnlyDictionary<int, int> Counts, int Odd, long LostBytes, long LostFiles, double CheckpointAge)
{
    public static Scrape Parse(string text)
    {
        var counts = new Dictionary<int, int>();
        foreach (Match match in IdSample().Matches(text))
        {
            counts[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)] = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        }

        return new Scrape(
            counts,
            (int)Value(text, "odd{prog=\"ids.mtail\"}"),
            (long)Value(text, "logtail_lost_bytes_total"),
            (long)Value(text, "logtail_lost_files_total"),
            Value(text, "logtail_checkpoint_age_seconds"));
    }

    private static double Value(string text, string series)
    {
        var at = text.IndexOf("\n" + series + " ", StringComparison.Ordinal);
        if (at < 0)
        {
            return 0;
        }

        var start = at + series.Length + 2;
        return double.Parse(text.AsSpan(start, text.IndexOf('\n', start) - start), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""^ids\{id="(\d+)",prog="ids\.mtail"\} (\d+)$""", RegexOptions.Multiline)]
    private static partial Regex IdSample();
}
