using LogTail.Configuration;
using LogTail.Engine;
using LogTail.GrokExporter.Webhook;
using Microsoft.AspNetCore.Http;

namespace LogTail.Http;

/// <summary>What grok_exporter serves: the metrics, by any method, and the webhook; nothing else (spec/grok.md §6.7).</summary>
internal sealed class ExporterPages(MetricsPages pages, LogTailEngine engine, EngineOptions options)
{
    private readonly WebhookEndpoint? _webhook =
        options.Webhook is { } webhook ? new WebhookEndpoint(webhook, engine.Intake, () => engine.TakesLines) : null;

    /// <summary>Answers a request for any of the pages.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        if (string.Equals(context.Request.Path.Value, options.Http.MetricsPath, StringComparison.Ordinal))
        {
            return ScrapeAsync(context);
        }

        if (_webhook is not null && _webhook.Answers(context.Request.Path))
        {
            return _webhook.HandleAsync(context);
        }

        return options.Http.OnlyMetrics
            ? MetricsPages.SayAsync(context, StatusCodes.Status404NotFound, "404 page not found")
            : pages.AnswerAsync(context);
    }

    private async Task ScrapeAsync(HttpContext context)
    {
        var metrics = engine.SelfMetrics.Exporter;
        metrics?.ReadLoad();
        metrics?.Scrapes.Begin();
        try
        {
            await pages.MetricsAsync(context);
        }
        finally
        {
            metrics?.Scrapes.End(context.Response.StatusCode);
        }
    }
}
