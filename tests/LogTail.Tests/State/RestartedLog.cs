using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using LogTail.State;
using LogTail.Tailing;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.State;

/// <summary>A log that is followed by one run after the other, each from the checkpoint of the one before; every line that was counted is kept.</summary>
internal sealed class RestartedLog : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _lines = [];

    // Of the last run, or the present one.
    private Observer? _observer;

    /// <summary>Lines in the order in which they were consumed, by all runs.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What the last run left.</summary>
    public ResumeOptions Checkpoint { get; set; } = ResumeOptions.None;

    /// <summary>Files that the last run said were lost.</summary>
    public IReadOnlyList<string> Lost { get; private set; } = [];

    public string Pattern { get; init; } = "app.log";

    public StartAt StartAt { get; set; } = StartAt.Beginning;

    public ImmutableArray<string> RotatedDirectories { get; init; } = [];

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    public void Append(string name, string text) => File.AppendAllText(_folder[name], text);

    public void Append(string name, byte[] bytes) => File.AppendAllBytes(_folder[name], bytes);

    /// <summary>So many numbered lines, each once in the life of the log.</summary>
    public void AppendNumbers(string name, int first, int count) =>
        Append(name, string.Concat(Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture) + "\n")));

    public void Move(string from, string to) => Directory.Move(_folder[from], _folder[to]);

    /// <summary>As gzip does it: the time of the last change stays.</summary>
    /// <param name="madeElsewhere">It appears beside the log when it is whole.</param>
    public void Compress(string name, bool madeElsewhere = false)
    {
        var time = File.GetLastWriteTimeUtc(_folder[name]);
        var path = madeElsewhere ? Path.Combine(Directory.CreateDirectory(_folder["elsewhere"]).FullName, "made.gz") : _folder[name + ".gz"];
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(_folder[name]));
        }

        File.SetLastWriteTimeUtc(path, time);
        File.Move(path, _folder[name + ".gz"], overwrite: true);
        File.Delete(_folder[name]);
    }

    public void CopyAndTruncate(string name, string copy)
    {
        File.Copy(_folder[name], _folder[copy]);
        using var file = File.Open(_folder[name], FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
    }

    /// <summary>Follows until so many lines have been consumed in this run, then crashes.</summary>
    public Task RunUntil(int lines) => Run((consumed, _) => consumed >= lines);

    /// <summary>
    /// Follows until so many lines have been consumed, then crashes. After the first ones something happens, and nothing is consumed until the follower
    /// has found a file of which it must judge whose lines it has.
    /// </summary>
    public Task RunUntil(int lines, Action meanwhile)
    {
        var hasHappened = false;
        return Run((consumed, _) =>
        {
            if (consumed > 0 && !hasHappened)
            {
                hasHappened = true;
                meanwhile();
                Assert.True(SpinWait.SpinUntil(() => _observer!.Told.Any(told => told.StartsWith("judges", StringComparison.Ordinal)), TailRun.Patience));
            }

            return consumed >= lines;
        });
    }

    /// <summary>Follows; what is there when it has begun is all there is until something happens. Then crashes when so many lines have been consumed.</summary>
    public Task RunUntil(Action begun, int lines)
    {
        var hasHappened = false;
        return Run((consumed, _) =>
        {
            if (!hasHappened)
            {
                hasHappened = true;
                begun();
            }

            return consumed >= lines;
        });
    }

    /// <summary>Follows until everything that is there is consumed, then crashes.</summary>
    public Task RunToEnd() => Run((_, positions) => positions.CaughtUp.IsCompleted);

    /// <summary>Numbers that do not stand in <see cref="Lines"/> exactly once.</summary>
    public IEnumerable<int> Wrong(int count)
    {
        var counts = _lines.GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());
        return Enumerable.Range(0, count).Where(number => counts.GetValueOrDefault(number.ToString(CultureInfo.InvariantCulture)) != 1);
    }

    private async Task Run(Func<int, SourcePositions, bool> isDone)
    {
        var positions = new SourcePositions();
        positions.Restore(Checkpoint.Positions, Checkpoint.SeenAtNanos);
        var observer = _observer = new Observer(positions);
        var options = new TailOptions
        {
            Patterns = [_folder[Pattern]],
            StartAt = StartAt,
            Resume = Checkpoint,
            RotatedDirectories = RotatedDirectories,
            SweepInterval = TimeSpan.FromMilliseconds(250),
        };
        await using var tailer = new LineTailer(options, observer, TimeProvider.System);
        tailer.Start();
        try
        {
            // Following that fails is what the test shows, not that it waited in vain.
            await await Task.WhenAny(positions.Begun, tailer.Batches.Completion).WaitAsync(TailRun.Patience);
            await Consume(tailer, positions, isDone).WaitAsync(TailRun.Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Told:\n{string.Join('\n', observer.Told)}");
        }

        Checkpoint = new ResumeOptions(positions.Take(out _), positions.SeenAtNanos, IsSameBoot: true);
        Lost = observer.Lost;
    }

    private async Task Consume(LineTailer tailer, SourcePositions positions, Func<int, SourcePositions, bool> isDone)
    {
        var consumed = 0;
        while (true)
        {
            // Before the question whether all is done: it may become so between the two.
            var hadCaughtUp = positions.CaughtUp.IsCompleted;
            if (isDone(consumed, positions))
            {
                return;
            }

            var next = tailer.Batches.WaitToReadAsync().AsTask();
            await Task.WhenAny(next, hadCaughtUp ? next : positions.CaughtUp);
            if (!tailer.Batches.TryRead(out var batch))
            {
                // Nothing more will come, perhaps because following failed.
                if (tailer.Batches.Completion.IsCompleted)
                {
                    await tailer.Batches.Completion;
                    throw new InvalidOperationException("Following ended.");
                }

                continue;
            }

            foreach (var line in batch.Lines)
            {
                _lines.Add(batch.Text[line].ToString());
            }

            consumed += batch.Lines.Length;
            positions.Consumed(batch);
            batch.Release();
        }
    }

    private sealed class Observer(SourcePositions positions) : ITailObserver
    {
        public List<string> Lost { get; } = [];

        /// <summary>What the follower said, for a test that waited in vain.</summary>
        public ConcurrentQueue<string> Told { get; } = [];

        public void Begun()
        {
            Told.Enqueue("begun");
            positions.Begin();
        }

        public void Stands(SourcePosition position, long after)
        {
            Told.Enqueue($"#{position.Identity.Number} stands at {position.Offset} after batch {after}");
            positions.Announce(position, after);
        }

        public void SawUntil(long nanos, long after) => positions.SawUntil(nanos, after);

        public void Surveyed(TailSurvey survey)
        {
            if (survey.Judged > 0)
            {
                Told.Enqueue($"judges {survey.Judged}");
            }
        }

        public void Gone(FileIdentity identity, long after)
        {
            Told.Enqueue($"#{identity.Number} is gone after batch {after}");
            positions.Forget(identity, after);
        }

        public void CaughtUp(long after)
        {
            Told.Enqueue($"caught up after batch {after}");
            positions.CatchUp(after);
        }

        public void LostFile(string source, long offset) => Lost.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(source)} {offset}"));
    }
}
