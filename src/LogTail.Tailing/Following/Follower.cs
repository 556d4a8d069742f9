using LogTail.Tailing.Files;
using LogTail.Tailing.Globbing;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing.Following;

/// <summary>
/// Follows files: one thread calls <see cref="Begin"/> once and then <see cref="Turn"/> again and again, waiting on the waker in
/// between for as long as a turn says. All decisions are made here, by what the file system says when it is looked at; hints only
/// decide when that is.
/// </summary>
internal sealed partial class Follower
{
    // Handing out other work (hints, new files) must not wait for a backlog longer than this.
    private static readonly TimeSpan TurnSlice = TimeSpan.FromMilliseconds(10);

    // Nor must a new line wait longer than this for a sweep.
    private static readonly TimeSpan SweepSlice = TimeSpan.FromMilliseconds(1);

    // What the runtime (which keeps each of its assemblies open), connections and the state need at the same time, where the limit is low.
    private const int OtherHandles = 240;
    private const int LeastOpen = 16;

    private readonly TailOptions _options;
    private readonly TailTimings _timings;
    private readonly IFileSystem _files;
    private readonly IWaker _waker;
    private readonly TimeProvider _clock;
    private readonly ITailObserver _observer;
    private readonly TailReader _reader;
    private readonly Discovery _discovery;
    private readonly GlobPattern[] _patterns;
    private readonly Exclusions _exclusions;

    private readonly Dictionary<FileIdentity, FileTail> _tails = [];
    private readonly Queue<FileTail> _ready = new();

    // What the present sweep has still to look at: in slices, after what hints told of, so that a new line waits for one slice and not for ten
    // thousand files.
    private readonly Queue<FileTail> _unswept = new();

    // When names last changed in the directories where the start looked, as of before it did.
    private readonly Dictionary<string, long> _stamps = new(StringComparer.Ordinal);

    // Files that exist now are not new: the start rule applies to them.
    private bool _isStarting;

    // Set by the last read that found no free batch: reading waits until one comes back.
    private bool _isStarved;
    private long _nextSweep;

    public Follower(
        TailOptions options, TailTimings timings, IFileSystem files, IWaker waker, TimeProvider clock, ITailObserver observer, TailReader reader)
    {
        _options = options;
        _timings = timings;
        _files = files;
        _waker = waker;
        _clock = clock;
        _observer = observer;
        _reader = reader;
        _mostOpen = options.MaxOpenFiles > 0 ? options.MaxOpenFiles : Math.Max(LeastOpen, Math.Min(files.OpenFileLimit / 5 * 4, files.OpenFileLimit - OtherHandles));
        _saved = new SavedPositions(options.Resume);
        _patterns = [.. options.Patterns.SelectMany(GlobPattern.Parse)];
        _exclusions = new Exclusions(options);
        _discovery = new Discovery(
            _patterns,
            options.RotatedDirectories,
            _exclusions,
            files,
            waker,
            clock,
            LookAt,
            LookAtStranger,
            BecameKnown,
            NoteStamp,
            observer);
    }

    /// <summary>Finds and opens what there is.</summary>
    public void Begin()
    {
        _isStarting = true;
        BeginSeeing();
        _seenBefore = _saved.Exist ? Math.Min(_saved.SeenAtNanos, _lookedAt) : _lookedAt;
        _discovery.Begin();
        ResumeMissing();
        TellSeen();
        _isStarting = false;
        BeginCatchingUp();
        _nextSweep = After(_options.SweepInterval);
        TellAwaited();
        TellMode();
        Survey();
        _observer.Begun();
    }

    /// <summary>Does what is due.</summary>
    /// <param name="hints">What came since the last turn. Emptied.</param>
    /// <returns>How long nothing will be due, unless hints come or a batch comes back.</returns>
    public TimeSpan Turn(List<WakeHint> hints)
    {
        Handle(hints);
        if (IsDue(_nextSweep))
        {
            Sweep();
        }

        Poll();
        LookAtRestless();
        LookAtHot();
        JudgeSuspects();
        Retire();
        ReadReady();
        CheckCaughtUp();
        return (_ready.Count > 0 || _unswept.Count > 0) && !_isStarved ? TimeSpan.Zero : UntilNext();
    }

    /// <summary>Looks at everything once more and then reads only what is there by now.</summary>
    public void BeginDrain()
    {
        Sweep();
        _unswept.Clear();
        foreach (var tail in _tails.Values)
        {
            var isKnown = tail.File.Stat(out var status) == FileFault.None;
            tail.StopAt = tail.IsStream ? long.MaxValue : isKnown ? status.Length : tail.Lines.ReadTo;
            Enqueue(tail);
        }
    }

    /// <summary>After <see cref="BeginDrain"/>: reads on.</summary>
    /// <returns>Whether everything was read; otherwise a batch must come back first.</returns>
    public bool Drain()
    {
        do
        {
            ReadReady();
        }
        while (_ready.Count > 0 && !_isStarved);
        return _ready.Count == 0;
    }

    /// <summary>Files that wait until others are read. None, when everything was looked at and nothing changes.</summary>
    public IEnumerable<FileTail> Waiting => _tails.Values.Where(tail => tail is { Suspicion: null, Predecessors: > 0 });

    /// <summary>
    /// After <see cref="Begin"/>: whether what it found was there at one moment, because no name changed in the directories where it looked. Without an
    /// earlier run it looked for no generations, and holds what it found whatever it is called now.
    /// </summary>
    public bool FoundNamesAtRest() => !_saved.Exist || _stamps.All(stamp => IsAtRest(stamp.Key, stamp.Value));

    /// <summary>
    /// It is not to follow after all. Only fifos stay open until <see cref="Close()"/>: whoever writes to one must not lose its reader before another has come.
    /// </summary>
    public void Withdraw()
    {
        _discovery.Unwatch();
        foreach (var tail in _tails.Values.Where(tail => !tail.IsStream))
        {
            tail.Close();
        }
    }

    public void Close()
    {
        foreach (var tail in _tails.Values)
        {
            tail.Close();
        }

        _tails.Clear();
    }

    private void NoteStamp(string directory)
    {
        if (_isStarting)
        {
            _stamps.TryAdd(directory, StampOf(directory));
        }
    }

    // A stamp that is so young may hide a change within the same tick of the file system's clock.
    private bool IsAtRest(string directory, long stamp) =>
        StampOf(directory) == stamp && Math.Abs(_lookedAt - stamp) >= Discovery.StampTick.TotalNanoseconds;

    private long StampOf(string directory) => _files.Stat(directory, out var status) == FileFault.None ? status.ModifiedNanos : 0;

    private void TellAwaited()
    {
        var found = _discovery.Paths.Where(path => path.Tail is not null || path.Refused is not null || path.LastFault is not FileFault.Missing);
        var paths = found.Select(path => path.Path).ToArray();
        foreach (var pattern in _options.Patterns)
        {
            if (!GlobPattern.Parse(pattern).Any(glob => paths.Any(glob.IsMatch)))
            {
                _observer.Awaited(pattern);
            }
        }
    }

    private void Sweep()
    {
        var looked = _lookedAt;
        BeginSeeing();
        _discovery.Sweep();
        MissLate();
        if (_discovery.IsBlind)
        {
            // What appeared there is not seen yet. Not for ever: there may be a directory that nobody will ever list.
            _lookedAt = Math.Max(looked, _lookedAt - (2 * EpisodeNanos));
        }

        TellSeen();
        CountOpen();
        TryEndPolling();
        EnqueueAll();

        _nextSweep = After(_options.SweepInterval);
        TellMode();
        Survey();
    }

    // A sweep that is not finished when the next one is due goes on where it is, or it would never reach the last ones.
    private void EnqueueAll()
    {
        if (_unswept.Count > 0)
        {
            return;
        }

        foreach (var tail in _tails.Values)
        {
            _unswept.Enqueue(tail);
        }
    }

    private TimeSpan UntilNext()
    {
        var next = _nextSweep;
        next = HasPolled ? Math.Min(next, _nextPoll) : next;
        next = _hot.Count > 0 && !_isStarved ? Math.Min(next, _nextHot) : next;
        next = _restless.Count > 0 ? Math.Min(next, _nextRestless) : next;
        next = _suspects.Count > 0 ? Math.Min(next, _nextJudgement) : next;
        next = _rotated.Count > 0 ? Math.Min(next, _nextRetire) : next;
        var now = _clock.GetTimestamp();
        return next <= now ? TimeSpan.Zero : _clock.GetElapsedTime(now, next);
    }

    private long After(TimeSpan span) => _clock.GetTimestamp() + (long)(span.TotalSeconds * _clock.TimestampFrequency);

    private bool IsDue(long time) => _clock.GetTimestamp() >= time;

    private bool IsOlderThan(long time, TimeSpan span) => _clock.GetElapsedTime(time) > span;
}
