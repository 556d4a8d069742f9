using System.Net;

namespace LogTail.Conformance.Support;

/// <summary><c>logtail run</c> as a daemon on a loopback port.</summary>
internal sealed class LogTailDaemon : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;

    private LogTailDaemon(ChildProcess process, int port)
    {
        Process = process;
        Port = port;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Deadline };
    }

    public ChildProcess Process { get; }

    public int Port { get; }

    /// <summary>Starts it and waits until <c>/readyz</c> says so.</summary>
    /// <param name="arguments">What follows <c>logtail run --listen …</c>.</param>
    public static Task<LogTailDaemon> Start(params string[] arguments) => StartUnder([], arguments);

    /// <summary>Starts it by way of a command that changes its surroundings and becomes it: <c>prlimit</c>, <c>unshare</c> …</summary>
    public static async Task<LogTailDaemon> StartUnder(string[] command, string[] arguments)
    {
        var port = Loopback.FreePort();
        // Tests run side by side and one after the other; none may go on from another's state.
        string[] state = arguments.Contains("--state") ? [] : ["--no-state"];
        string[] line = [.. command, LogTailCommand.Executable, "run", "--listen", $"127.0.0.1:{port}", .. arguments, .. state];
        var process = ChildProcess.Start(line[0], line[1..], LogTailCommand.HomeVariables());
        var daemon = new LogTailDaemon(process, port);
        try
        {
            await Eventually.Becomes(
                daemon.IsReady,
                Deadline,
                () => $"/readyz does not answer 200.\n{process.Errors}{process.Output}");
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }

        return daemon;
    }

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(path);

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => _http.SendAsync(request);

    /// <summary>What a scrape returns now.</summary>
    public async Task<Exposition> Scrape() => Exposition.Parse(await _http.GetStringAsync("/metrics"));

    /// <summary>Scrapes until the samples are as wished.</summary>
    /// <returns>That scrape.</returns>
    public async Task<Exposition> ScrapeUntil(Func<Exposition, bool> condition)
    {
        var last = Exposition.Parse("");
        await Eventually.Becomes(
            async () => condition(last = await Scrape()),
            Deadline,
            () => $"last scrape:\n{last.Text}\nstandard error:\n{Process.Errors}");
        return last;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<bool> IsReady()
    {
        if (Process.HasExited)
        {
            Assert.Fail($"It has ended.\n{Process.Errors}{Process.Output}");
        }

        try
        {
            using var response = await _http.GetAsync("/readyz");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
