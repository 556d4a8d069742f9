using LogTail.Tailing.Files;
using LogTail.Tailing.Globbing;
using LogTail.Tailing.Lines;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <summary>Reads every file that the patterns find from its start to its present end, once, in order of names.</summary>
internal sealed class OneShotReading(
    TailOptions options, IFileSystem files, IWaker waker, TimeProvider clock, ITailObserver observer, TailReader reader)
{
    private static readonly TimeSpan UntilBatchReturns = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilFifoIsWritten = TimeSpan.FromMilliseconds(5);

    private readonly HashSet<FileIdentity> _read = [];
    private readonly List<WakeHint> _hints = [];

    /// <param name="mustEnd">Asked between blocks: end early.</param>
    public void Run(Func<bool> mustEnd)
    {
        foreach (var path in Find())
        {
            if (mustEnd())
            {
                return;
            }

            ReadFile(path, mustEnd);
        }
    }

    private SortedDictionary<string, FollowedPath>.ValueCollection Find()
    {
        var found = new SortedDictionary<string, FollowedPath>(StringComparer.Ordinal);
        var discovery = new Discovery(
            [.. options.Patterns.SelectMany(GlobPattern.Parse)],
            [],
            new Exclusions(options),
            files,
            waker,
            clock,
            path => found[path.Path] = path,
            (_, _) => { },
            _ => { },
            _ => { },
            observer);
        discovery.Begin();
        foreach (var pattern in options.Patterns)
        {
            if (!GlobPattern.Parse(pattern).Any(glob => found.Values.Any(path => glob.IsMatch(path.Path))))
            {
                observer.Awaited(pattern);
            }
        }

        return found.Values;
    }

    private void ReadFile(FollowedPath path, Func<bool> mustEnd)
    {
        var fault = files.Stat(path.Path, out var status);
        if (fault == FileFault.None && status.Kind is not (FileKind.Regular or FileKind.Fifo))
        {
            if (path.IsLiteral || status.Kind != FileKind.Directory)
            {
                observer.Refused(path.Path, FileKindText.Describe(status.Kind));
            }

            return;
        }

        IOpenFile? file = null;
        fault = fault == FileFault.None ? files.Open(path.Path, out file) : fault;
        if (fault != FileFault.None)
        {
            observer.Failed(path.Path, fault.Describe());
            return;
        }

        using (file)
        {
            if (_read.Add(status.Identity))
            {
                var parkable = new ParkableFile(files, path.Path, status.Identity, file!);
                ReadToEnd(new FileTail(path, status.Identity, parkable, new LineCutter(options.Encoding, options.MaxLineBytes, options.LongLines)), mustEnd);
            }
        }
    }

    private void ReadToEnd(FileTail tail, Func<bool> mustEnd)
    {
        var isFifo = tail.File.Stat(out var status) == FileFault.None && status.Kind == FileKind.Fifo;
        tail.StopAt = status.Kind == FileKind.Regular ? status.Length : long.MaxValue;
        observer.Opened(tail.Source, tail.Identity, 0);
        var outcome = ReadOutcome.More;
        while (outcome is ReadOutcome.More or ReadOutcome.Starved && !mustEnd())
        {
            outcome = reader.Read(tail);
            if (outcome == ReadOutcome.Starved)
            {
                waker.Wait(UntilBatchReturns, _hints);
            }
            else if (isFifo && outcome == ReadOutcome.End && !tail.File.HasNoWriter)
            {
                // Its end is where its writer closes it, not where it has not written yet.
                waker.Wait(UntilFifoIsWritten, _hints);
                outcome = ReadOutcome.More;
            }
        }

        while (!mustEnd() && !reader.TryFinish(tail))
        {
            waker.Wait(UntilBatchReturns, _hints);
        }

        observer.Closed(tail.Source, tail.Identity, tail.Lines.Offset);
    }
}
