using System.Globalization;
using System.Net;

namespace LogTail.Configuration;

/// <summary>Where the HTTP server listens: <c>:3903</c> (every address), <c>host:port</c>, <c>[::1]:3903</c> or <c>unix:/path</c>. Port 0 takes a free one.</summary>
/// <param name="Host">An IP address or <c>localhost</c>; null for every address.</param>
/// <param name="Port">0 to 65535.</param>
/// <param name="SocketPath">Path of a unix socket instead of host and port; null otherwise.</param>
public sealed record ListenAddress(IPAddress? Host, int Port, string? SocketPath)
{
    /// <summary>The port that mtail uses too.</summary>
    public static readonly ListenAddress Default = new(null, 3903, null);

    private const string UnixPrefix = "unix:";

    /// <summary>Reads what a user wrote.</summary>
    /// <param name="error">What is wrong with it, for the user, when the result is false.</param>
    public static bool TryParse(string text, out ListenAddress address, out string error)
    {
        address = Default;
        error = "";
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            address = new ListenAddress(null, 0, text[UnixPrefix.Length..]);
            error = address.SocketPath!.Length == 0 ? "a path must follow `unix:`" : "";
            return error.Length == 0;
        }

        var colon = text.LastIndexOf(':');
        var portText = text[(colon + 1)..];
        if (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
        {
            error = $"`{portText}` is not a port from 0 to 65535";
            return false;
        }

        var hostText = colon <= 0 ? "" : text[..colon].Trim('[', ']');
        if (!TryParseHost(hostText, out var host))
        {
            error = $"`{hostText}` is not an IP address; write 127.0.0.1:{port}, or :{port} for every address";
            return false;
        }

        address = new ListenAddress(host, port, null);
        return true;
    }

    private static bool TryParseHost(string text, out IPAddress? host)
    {
        host = null;
        if (text.Length == 0 || text == "*")
        {
            return true;
        }

        if (text == "localhost")
        {
            host = IPAddress.Loopback;
            return true;
        }

        return IPAddress.TryParse(text, out host);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        SocketPath is not null ? UnixPrefix + SocketPath : Host is null ? $":{Port}" : new IPEndPoint(Host, Port).ToString();
}
