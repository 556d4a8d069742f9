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
    public async Task<int> RunAsync(CommandStreams streams, CancellationToken cancellationToken)
    {
        try
        {
            return await (IsOnce ? OncePass.RunAsync(Options, streams.Bytes, streams.Errors, cancellationToken) : Daemon.RunAsync(Options, cancellationToken));
        }
        catch (IOException fault)
        {
            // Nobody reads the output any more, or the disk that it goes to is full.
            await streams.Errors.WriteLineAsync($"logtail: {fault.Message}");
        }
        catch (Exception fault)
        {
            await streams.Errors.WriteLineAsync($"logtail: a fault of LogTail, please report it:\n{fault}");
        }

        return ExitCode.Fault;
    }
}
