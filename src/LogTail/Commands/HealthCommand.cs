using System.CommandLine;

namespace LogTail.Commands;

/// <summary><c>logtail health URL</c>: what a container's health check runs, since the image has no other HTTP client.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Argument<Uri>("url")
        {
            Description = "What to ask.",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:3903/healthz"),
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https")
                {
                    return parsed;
                }

                result.AddError($"`{result.Tokens[0].Value}` is not an http URL");
                return null;
            },
        };
        var command = new Command("health", "Ask a running LogTail whether it is well; exit 0 when it says so, 1 otherwise.") { url };
        command.SetAction((parsed, cancellationToken) => AskAsync(parsed.GetValue(url)!, parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri url, InvocationConfiguration io, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(url, cancellationToken);
            await io.Output.WriteLineAsync($"{(int)answer.StatusCode} {answer.ReasonPhrase}");
            return answer.IsSuccessStatusCode ? ExitCode.Fine : ExitCode.Diagnostics;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            await io.Error.WriteLineAsync($"logtail: no answer from {url}: {fault.Message}");
            return ExitCode.Diagnostics;
        }
    }
}
