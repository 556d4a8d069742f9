using System.Collections.Immutable;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;
using Serilog;

namespace LogTail.Engine;

/// <summary>
/// Says that program files may have changed. Watches their folders with everything in them, hidden names too, because a Kubernetes
/// ConfigMap changes only its hidden <c>..data</c> link. What changed is for the reader to find out: hints may be doubled.
/// </summary>
internal sealed class ProgramWatcher : IDisposable
{
    // Editors and deployments write several files, and each in several steps.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    // A log that is written all the time in the folder of the programs never lets it settle.
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(2);

    // But a program that is being written is waited for: a half of one may well be a program too.
    private static readonly TimeSpan LongestWriting = TimeSpan.FromSeconds(30);

    private readonly ImmutableArray<IDisposable> _parts;
    private readonly TimeProvider _clock;
    private readonly ITimer _settled;
    private readonly Lock _unsettling = new();
    private long? _unsettledSince;

    /// <param name="paths">Programs and their folders, as the user named them.</param>
    /// <param name="changed">Called on a thread of the pool, not before things have settled.</param>
    /// <param name="isBeingWritten">Whether one of the files is only half there, as far as can be seen.</param>
    /// <param name="polls">Look every few seconds instead of being told: on network file systems and bind mounts nobody tells.</param>
    public ProgramWatcher(IEnumerable<string> paths, Action changed, Func<bool> isBeingWritten, bool polls, TimeProvider clock, ILogger log)
    {
        _clock = clock;
        _settled = clock.CreateTimer(_ => Settle(changed, isBeingWritten), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var parts = ImmutableArray.CreateBuilder<IDisposable>();
        foreach (var folder in paths.Select(FolderOf).Distinct(StringComparer.Ordinal))
        {
            try
            {
                Watch(folder, polls, parts);
            }
            catch (IOException fault) when (!polls)
            {
                // No inotify instance is left, say.
                log.Warning("Changes in {Folder} are looked for every few seconds: {Reason}", folder, fault.Message);
                Watch(folder, polls: true, parts);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
            {
                log.Warning("Changes in {Folder} will not be noticed before SIGHUP: {Reason}", folder, fault.Message);
            }
        }

        _parts = parts.ToImmutable();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        _settled.Dispose();
    }

    private void Watch(string folder, bool polls, ImmutableArray<IDisposable>.Builder parts)
    {
        var provider = new PhysicalFileProvider(folder, ExclusionFilters.None) { UsePollingFileWatcher = polls, UseActivePolling = polls };
        parts.Add(provider);
        parts.Add(ChangeToken.OnChange(() => provider.Watch("*"), Unsettle));
    }

    private void Unsettle()
    {
        lock (_unsettling)
        {
            _unsettledSince ??= _clock.GetTimestamp();
            if (_clock.GetElapsedTime(_unsettledSince.Value) < LongestSettling)
            {
                _settled.Change(Settling, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Settle(Action changed, Func<bool> isBeingWritten)
    {
        var mustWait = isBeingWritten();
        lock (_unsettling)
        {
            if (mustWait && _unsettledSince is { } since && _clock.GetElapsedTime(since) < LongestWriting)
            {
                _settled.Change(Settling, Timeout.InfiniteTimeSpan);
                return;
            }

            _unsettledSince = null;
        }

        changed();
    }

    private static string FolderOf(string path)
    {
        var full = Path.GetFullPath(path);
        return Directory.Exists(full) ? full : Path.GetDirectoryName(full) ?? full;
    }
}
