using LogTail.Configuration;
using LogTail.Http.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Extensions.Logging;

namespace LogTail.Http;

/// <summary>The HTTP side of the daemon: <c>/metrics</c>, <c>/healthz</c>, <c>/readyz</c>, and <c>/</c> that says what runs.</summary>
public sealed class MetricsServer : IAsyncDisposable
{
    // Clients are hostile: nobody needs long headers or hundreds of connections to read metrics, or a body, to read metrics; where lines come by HTTP has limits of its own.
    private const int MostConnections = 256;
    private const int MostHeaderBytes = 16 * 1024;
    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdlePatience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;

    private MetricsServer(WebApplication app) => _app = app;

    /// <summary>Where it listens now, with the port that was taken.</summary>
    public string Address => _app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
        .Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";

    /// <summary>Binds the address and begins to answer.</summary>
    /// <param name="answer">Has the pages.</param>
    /// <exception cref="IOException">The address is in use or not ours.</exception>
    public static async Task<MetricsServer> StartAsync(
        ListenAddress listen, HttpOptions options, RequestDelegate answer, Serilog.ILogger log, CancellationToken cancellationToken)
    {
        // Empty: the other builders take settings, endpoints too, from appsettings.json where we were started and from variables such as ASPNETCORE_…
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "logtail" });
        builder.WebHost.UseKestrelCore();
        builder.Logging.AddProvider(new SerilogLoggerProvider(log.ForContext("Room", "Http")));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A busy port is said by whoever started us, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.MimeTypes = [MetricsPages.PlainType, MetricsPages.JsonType];
            compression.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = System.IO.Compression.CompressionLevel.Fastest);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel);
            Listen(kestrel, listen, endpoint => TlsEndpoint.Use(endpoint, options.Tls));
        });
        var app = builder.Build();
        app.UseResponseCompression();
        app.Run(answer);
        await app.StartAsync(cancellationToken);
        return new MetricsServer(app);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = HeaderPatience;
        kestrel.Limits.KeepAliveTimeout = IdlePatience;
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress listen, Action<ListenOptions> configure)
    {
        if (listen.SocketPath is not null)
        {
            kestrel.ListenUnixSocket(listen.SocketPath, configure);
        }
        else if (listen.Host is null)
        {
            kestrel.ListenAnyIP(listen.Port, configure);
        }
        else
        {
            kestrel.Listen(listen.Host, listen.Port, configure);
        }
    }
}
