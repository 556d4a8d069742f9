using System.IO.Pipelines;
using System.Text;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Exposition;
using Microsoft.AspNetCore.Http;
using Serilog;

namespace LogTail.Http;

/// <summary>What the HTTP server answers. A page is checked whole before the first byte of it is sent, so that a failed scrape is a 5xx.</summary>
public sealed class MetricsPages
{
    /// <summary>The media type of the exposition, without its parameters.</summary>
    public const string PlainType = "text/plain";

    /// <summary>The media type of <c>/json</c>.</summary>
    public const string JsonType = "application/json";

    private readonly LogTailEngine _engine;
    private readonly EngineOptions _options;
    private readonly ILogger _log;
    private readonly PageTable _pages;

    internal MetricsPages(LogTailEngine engine, EngineOptions options, ILogger log)
    {
        _engine = engine;
        _options = options;
        _log = log;
        _pages = MakePages();
    }

    /// <summary>Answers a request for any of the pages.</summary>
    public Task AnswerAsync(HttpContext context) => _pages.AnswerAsync(context);

    /// <summary>The metrics in Prometheus' text format.</summary>
    public Task MetricsAsync(HttpContext context) =>
        WriteAsync(context, PrometheusText.ContentType, includeHidden: false, snapshot =>
        {
            var options = new PrometheusTextOptions { EmitProgLabel = _options.ProgLabel, EmitTimestamps = _options.SampleTimestamps };
            var page = PrometheusText.Open(snapshot, _engine.SelfMetrics.TakeSnapshot(_options.SelfMetrics, snapshot.SelfCounts), options, out var warnings);
            _engine.SayOnce(warnings);
            return page;
        });

    private PageTable MakePages()
    {
        var pages = new PageTable
        {
            [""] = context => SayAsync(context, StatusCodes.Status200OK, StatusText()),
            ["/metrics"] = MetricsAsync,
            ["/json"] = context => WriteAsync(context, JsonType, includeHidden: true, MtailJson.OpenList),
            ["/graphite"] = context => WriteAsync(context, PlainType, includeHidden: false, OpenGraphite),
            ["/healthz"] = context => SayAsync(context, StatusCodes.Status200OK, "ok"),
            ["/readyz"] = ReadyAsync,
            ["/favicon.ico"] = context => SayAsync(context, StatusCodes.Status404NotFound, "no icon"),
        };
        if (_options.InfoPages)
        {
            pages["/varz"] = context => WriteAsync(context, PlainType, includeHidden: false, snapshot => Varz.Open(snapshot, Environment.MachineName));
            pages["/progz"] = ProgramsAsync;
        }

        return pages;
    }

    private ExpositionPage OpenGraphite(Metrics.MetricSnapshot snapshot) => Graphite.Open(snapshot, _options.Push.GraphitePrefix, includeTexts: true);

    private async Task WriteAsync(HttpContext context, string contentType, bool includeHidden, Func<Metrics.MetricSnapshot, ExpositionPage> open)
    {
        if (!_engine.IsReady)
        {
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, "LogTail is starting: programs are being loaded, or what was written while it was down is being read.");
            return;
        }

        using var snapshot = await _engine.TakeSnapshotAsync(includeHidden, context.RequestAborted);
        ExpositionPage page;
        try
        {
            page = open(snapshot);
        }
        catch (Exception fault) when (fault is SampleCollisionException or NonFiniteValueException)
        {
            _log.Error("A scrape of {Path} failed: {Reason}", context.Request.Path.Value, fault.Message);
            await SayAsync(context, StatusCodes.Status500InternalServerError, fault.Message);
            return;
        }

        context.Response.ContentType = contentType;

        // Nothing can fail any more but the connection. Before the start Kestrel lends pretended memory, smaller than asked for.
        await context.Response.StartAsync(context.RequestAborted);
        await SendAsync(page, context.Response.BodyWriter, context.RequestAborted);
    }

    private static async Task SendAsync(ExpositionPage page, PipeWriter body, CancellationToken cancellationToken)
    {
        while (page.WriteNext(body))
        {
            await body.FlushAsync(cancellationToken);
        }

        await body.FlushAsync(cancellationToken);
    }

    private Task ReadyAsync(HttpContext context) => _engine.IsReady
        ? SayAsync(context, StatusCodes.Status200OK, "ready")
        : SayAsync(context, StatusCodes.Status503ServiceUnavailable, "starting");

    private Task ProgramsAsync(HttpContext context)
    {
        var wanted = context.Request.Query["prog"].ToString();
        if (wanted.Length == 0)
        {
            return SayAsync(context, StatusCodes.Status200OK, string.Join('\n', _engine.Programs.States.Select(state => state.Name)));
        }

        var state = _engine.Programs.States.FirstOrDefault(state => state.Name == wanted);
        return state is null
            ? SayAsync(context, StatusCodes.Status404NotFound, $"no program {wanted}")
            : SayAsync(context, StatusCodes.Status200OK, $"{state.Name}: {(state.Runs ? "runs" : "does not run")}\n{state.Fault}\n\n{state.Text}");
    }

    private string StatusText()
    {
        var text = new StringBuilder();
        text.Append("LogTail ").Append(ProductVersion.Text).Append(_engine.IsReady ? ", running\n" : ", starting\n");
        text.Append("\nLogs:\n");
        foreach (var pattern in _options.Logs)
        {
            text.Append("  ").Append(pattern).Append('\n');
        }

        text.Append("\nPrograms:\n");
        foreach (var state in _engine.Programs.States)
        {
            text.Append("  ").Append(state.Name).Append(state.Runs ? "" : "  (does not run)").Append(state.Fault.Length > 0 ? "  (last version has errors)\n" : "\n");
        }

        text.Append("\nPages:\n  /metrics  /json  /graphite  /healthz  /readyz");
        return text.Append(_options.InfoPages ? "  /varz  /progz\n" : "\n").ToString();
    }

    /// <summary>Answers with one sentence.</summary>
    internal static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text.EndsWith('\n') ? text : text + "\n", context.RequestAborted);
    }
}
