using LogTail.Configuration;
using LogTail.Engine;

namespace LogTail.Commands;

/// <summary>What <c>logtail run</c> is to do.</summary>
/// <param name="Options">What the user asked for.</param>
/// <param name="IsOnce">One pass, not the daemon.</param>
internal sealed record RunRequest(EngineOptions Options, bool IsOnce)
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(CommandStreams streams, CancellationToken cancellationToken) =>
        IsOnce ? OncePass.RunAsync(Options, streams.Bytes, streams.Errors, cancellationToken) : Daemon.RunAsync(Options, cancellationToken);
}
