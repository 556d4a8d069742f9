using LogTail.Language.GrokExporter.Configuration;
using LogTail.Http;
using LogTail.Tailing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogTail.GrokExporter.Webhook;

/// <summary>
/// Lines that come by HTTP. The answer is 200 once they are counted; 4xx with the reason when a body cannot be used; 503, with nothing
/// taken, when there is no room for more: then it is to be sent again.
/// </summary>
internal sealed class WebhookEndpoint(WebhookInput options, LineIntake intake, Func<bool> isReady)
{
    private const int MostBodyBytes = 16 * 1024 * 1024;
    private const long MostBytesAtOnce = 64 * 1024 * 1024;
    private const int LargeBytes = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Many small entries become twenty times their bytes while they are read, so that large bodies are read one at a time.
    private static readonly SemaphoreSlim Large = new(1, 1);

    private readonly WebhookReader _reader = new(options);
    private readonly BodyBudget _budget = new(MostBytesAtOnce);

    /// <summary>Whether a request is for us: the path is ours, or below it when it ends in a slash.</summary>
    public bool Answers(PathString path) =>
        options.Path.EndsWith('/')
            ? (path.Value + "/").StartsWith(options.Path, StringComparison.Ordinal)
            : string.Equals(path.Value, options.Path, StringComparison.Ordinal);

    /// <summary>Takes the lines of a body. The method is not looked at: a body that is not there is an empty one.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!isReady())
        {
            await DeclineAsync(context, "LogTail is starting");
            return;
        }

        if (context.Request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            await MetricsPages.SayAsync(context, StatusCodes.Status415UnsupportedMediaType, $"A body with Content-Encoding {encoding} is not understood; send it as it is.");
            return;
        }

        // Ours is said to the sender; the server's would close the connection before the answer is read.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        using var body = new BodyBuffer(_budget, MostBodyBytes);
        try
        {
            switch (await body.ReadAsync(context.Request, context.RequestAborted))
            {
                case StatusCodes.Status413PayloadTooLarge:
                    await MetricsPages.SayAsync(context, StatusCodes.Status413PayloadTooLarge, $"A body may have {MostBodyBytes} bytes.");
                    return;
                case StatusCodes.Status503ServiceUnavailable:
                    await DeclineAsync(context, "Too many bodies are being received");
                    return;
            }
        }
        catch (BadHttpRequestException fault)
        {
            // Too slow, or not as its headers say.
            await MetricsPages.SayAsync(context, fault.StatusCode, fault.Message);
            return;
        }

        if (body.Content.Length <= LargeBytes)
        {
            await TakeAsync(context, body.Content);
            return;
        }

        if (!await Large.WaitAsync(Patience, context.RequestAborted))
        {
            await DeclineAsync(context, "Too many bodies are being read");
            return;
        }

        try
        {
            await TakeAsync(context, body.Content);
        }
        finally
        {
            Large.Release();
        }
    }

    private async Task TakeAsync(HttpContext context, Memory<byte> body)
    {
        using var entries = _reader.Read(body);
        if (!await intake.TryTakeAsync(entries.Lines, entries.Extras, Patience, context.RequestAborted))
        {
            await DeclineAsync(context, "Lines come faster than they can be counted");
            return;
        }

        if (entries.Fault.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return;
        }

        var taken = entries.Lines.Count switch
        {
            0 => "Nothing was counted.",
            1 => "The entry before it was counted.",
            var count => $"The {count} entries before it were counted.",
        };
        await MetricsPages.SayAsync(context, StatusCodes.Status400BadRequest, $"{entries.Fault.TrimEnd('.')}. {taken}");
    }

    private static Task DeclineAsync(HttpContext context, string reason)
    {
        context.Response.Headers.RetryAfter = "1";
        return MetricsPages.SayAsync(context, StatusCodes.Status503ServiceUnavailable, $"{reason}: nothing was taken, send it again.");
    }
}
