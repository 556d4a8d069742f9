using System.Globalization;
using System.Net;

namespace LogTail.Conformance.Support;

/// <summary><c>logtail run</c>, or <c>logtail mtail</c>, as a daemon on a loopback port.</summary>
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
    public static Task<LogTailDaemon> StartUnder(string[] command, string[] arguments)
    {
        var port = Loopback.FreePort();
        // Tests run side by side and one after the other; none may go on from another's state.
        string[] state = arguments.Contains("--state") ? [] : ["--no-state"];
        string[] line = [.. command, LogTailCommand.Executable, "run", "--listen", $"127.0.0.1:{port}", .. arguments, .. state];
        return Start(port, line[0], line[1..]);
    }

    /// <summary>As <see cref="Start(string[])"/>, with mtail's command line.</summary>
    /// <param name="arguments">What follows <c>logtail mtail -address … -port …</c>.</param>
    public static Task<LogTailDaemon> StartAsMtail(params string[] arguments)
    {
        var port = Loopback.FreePort();
        string[] address = ["-address", "127.0.0.1", "-port", port.ToString(CultureInfo.InvariantCulture)];
        return Start(port, LogTailCommand.Executable, ["mtail", .. address, .. arguments]);
    }

    /// <summary>Starts what becomes a daemon of ours, and waits until <c>/readyz</c> says so.</summary>
    /// <param name="port">Where it is going to answer.</param>
    /// <param name="environment">Beside the usual variables.</param>
    public static async Task<LogTailDaemon> Start(int port, string executable, string[] command, params (string Name, string Value)[] environment)
    {
        var variables = LogTailCommand.HomeVariables();
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        var process = ChildProcess.Start(executable, command, variables);
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
