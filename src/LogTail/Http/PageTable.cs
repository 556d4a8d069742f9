using Microsoft.AspNetCore.Http;

namespace LogTail.Http;

/// <summary>
/// Which page answers a path, by GET and nothing else. ASP.NET's routing would do, but to choose among ten fixed paths it has more code compiled
/// at the start than all our pages.
/// </summary>
internal sealed class PageTable
{
    private readonly Dictionary<string, RequestDelegate> _pages = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="path">Without a slash at its end, so that the front page's is empty; upper and lower case are the same.</param>
    public RequestDelegate this[string path]
    {
        set => _pages[path] = value;
    }

    /// <summary>Answers with the page of the request's path, with or without a slash at the end; 404 where there is none, 405 to other methods.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!_pages.TryGetValue(path.EndsWith('/') ? path[..^1] : path, out var page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Get;
            return Task.CompletedTask;
        }

        return page(context);
    }
}
