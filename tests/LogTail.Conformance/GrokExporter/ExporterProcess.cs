using System.Globalization;
using System.Net;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary><c>logtail grok-exporter -config …</c> as a daemon on a loopback port.</summary>
internal sealed class ExporterProcess : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;

    private ExporterProcess(ChildProcess process, int port, HttpMessageHandler handler, string scheme)
    {
        Process = process;
        Port = port;
        _http = new HttpClient(handler) { BaseAddress = new Uri($"{scheme}://127.0.0.1:{port}"), Timeout = Deadline };
    }

    public ChildProcess Process { get; }

    public int Port { get; }

    /// <summary>Starts it and waits until it says that it serves.</summary>
    /// <param name="configuration">YAML; <c>PORT</c> in it is replaced.</param>
    /// <param name="arguments">Put behind <c>-config FILE</c>.</param>
    public static async Task<ExporterProcess> Start(
        TemporaryFolder folder, string configuration, bool keepInput = false, HttpMessageHandler? handler = null, params string[] arguments)
    {
        var port = Loopback.FreePort();
        var process = Launch(folder, configuration, port, keepInput, arguments);
        var daemon = new ExporterProcess(process, port, handler ?? new SocketsHttpHandler(), handler is null ? "http" : "https");
        try
        {
            await Eventually.Becomes(
                () => process.HasExited || process.Output.Contains("Starting server on ", StringComparison.Ordinal),
                Deadline,
                () => $"It does not say that it serves.\n{process.Errors}{process.Output}");
            Assert.False(process.HasExited, $"It has ended.\n{process.Errors}{process.Output}");
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }

        return daemon;
    }

    /// <summary>Starts it without waiting.</summary>
    public static ChildProcess Launch(TemporaryFolder folder, string configuration, int port, bool keepInput = false, params string[] arguments)
    {
        var file = folder.Write(
            $"config-{port}.yml", configuration.Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return ChildProcess.Start(
            LogTailCommand.Executable, ["grok-exporter", "-config", file, .. arguments], LogTailCommand.HomeVariables(), keepInput);
    }

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body = null) =>
        Send(method, path, body is null ? null : new StringContent(body));

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body) =>
        _http.SendAsync(new HttpRequestMessage(method, path) { Content = body });

    public async Task<HttpStatusCode> Post(string body, string path = "/webhook")
    {
        using var response = await Send(HttpMethod.Post, path, body);
        return response.StatusCode;
    }

    /// <summary>What a scrape returns now.</summary>
    public async Task<Exposition> Scrape(string path = "/metrics") => Exposition.Parse(await _http.GetStringAsync(path));

    /// <summary>Scrapes until the samples are as wished.</summary>
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
}
