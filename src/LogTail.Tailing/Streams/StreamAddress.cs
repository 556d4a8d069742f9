using System.Globalization;
using System.Net;

namespace LogTail.Tailing.Streams;

/// <summary>
/// A source that is no file: standard input, or a socket that others connect and write to. Written as in
/// <c>-logs</c> of mtail (spec/mtail-language.md §20.1).
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">As the user wrote it: the name of the source.</param>
/// <param name="Target">Path or host of a socket; empty for standard input and for "every address of this host".</param>
/// <param name="Port">Of TCP and UDP.</param>
internal sealed record StreamAddress(StreamKind Kind, string Name, string Target, int Port)
{
    private static readonly (string Scheme, StreamKind Kind)[] Schemes =
    [
        ("unix://", StreamKind.UnixStream),
        ("unixgram://", StreamKind.UnixDatagram),
        ("tcp://", StreamKind.Tcp),
        ("udp://", StreamKind.Udp),
    ];

    /// <summary>Datagrams, not connections.</summary>
    public bool IsDatagram => Kind is StreamKind.UnixDatagram or StreamKind.Udp;

    public bool IsUnix => Kind is StreamKind.UnixStream or StreamKind.UnixDatagram;

    /// <returns><see langword="false"/> when the text is a path or a glob.</returns>
    /// <exception cref="ArgumentException">It is a socket without a usable address.</exception>
    public static bool TryParse(string text, out StreamAddress? address)
    {
        address = null;
        if (text is "-" or "/dev/stdin")
        {
            address = new StreamAddress(StreamKind.StandardInput, text, "", 0);
            return true;
        }

        foreach (var (scheme, kind) in Schemes)
        {
            if (text.StartsWith(scheme, StringComparison.Ordinal))
            {
                address = Parse(kind, text, text[scheme.Length..]);
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a TCP or UDP socket is bound.</summary>
    public IPEndPoint Resolve()
    {
        if (Target.Length == 0)
        {
            return new IPEndPoint(IPAddress.IPv6Any, Port);
        }

        var host = Target.Trim('[', ']');
        return new IPEndPoint(IPAddress.TryParse(host, out var literal) ? literal : Dns.GetHostAddresses(host)[0], Port);
    }

    private static StreamAddress Parse(StreamKind kind, string text, string rest)
    {
        if (kind is StreamKind.UnixStream or StreamKind.UnixDatagram)
        {
            return rest.Length > 0 ? new StreamAddress(kind, text, rest, 0) : throw new ArgumentException($"{text} names no socket: write {text}/path/to/socket.");
        }

        var colon = rest.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
        {
            throw new ArgumentException($"{text} has no port: write {text[..text.IndexOf("//", StringComparison.Ordinal)]}//host:port.");
        }

        return new StreamAddress(kind, text, rest[..colon], port);
    }
}

internal enum StreamKind
{
    StandardInput,
    UnixStream,
    UnixDatagram,
    Tcp,
    Udp,
}
