using System.Globalization;
using System.Text.Json.Nodes;

namespace LogTail.Conformance.Support;

/// <summary>A real Prometheus on loopback, with a database of its own.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private PrometheusServer(ChildProcess process, int port)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public static PrometheusServer Start(TemporaryFolder folder, string configuration)
    {
        var file = folder.Write("prometheus.yml", configuration);
        var port = Loopback.FreePort();
        var process = ChildProcess.Start(
            Peer.Require("prometheus"),
            [$"--config.file={file}", $"--storage.tsdb.path={folder.File("data")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"]);
        return new PrometheusServer(process, port);
    }

    /// <summary>Waits until a query gives exactly one sample of this value.</summary>
    /// <param name="expected">Null for no sample at all.</param>
    public async Task Becomes(string query, double? expected, TimeSpan deadline)
    {
        var answer = "";
        await Eventually.Becomes(
            async () =>
            {
                try
                {
                    answer = await _http.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}");
                }
                catch (HttpRequestException)
                {
                    return false;
                }

                var values = JsonNode.Parse(answer)!["data"]!["result"]!.AsArray();
                return expected is null
                    ? values.Count == 0
                    : values.Count == 1 && double.Parse(values[0]!["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture).Equals(expected.Value);
            },
            deadline,
            () => $"{query} is not {expected}: {answer}\n{_process.Errors}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}
