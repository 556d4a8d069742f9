using System.Threading.Channels;
using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using LogTail.Tailing.Files.Portable;
using LogTail.Tailing.Following;
using LogTail.Tailing.Kafka;
using LogTail.Tailing.Lines;
using LogTail.Tailing.Streams;
using LogTail.Tailing.Waking;

namespace LogTail.Tailing;

/// <summary>
/// The door of this room: follows log files and hands over their lines in batches. Start it once, read
/// <see cref="Batches"/> until it completes, and release every batch.
/// </summary>
public sealed class LineTailer : IAsyncDisposable
{
    private readonly TailOptions _options;
    private readonly ITailObserver _observer;
    private readonly IFileSystem _files;
    private readonly IWaker _waker;
    private readonly TimeProvider _clock;
    private readonly BatchPool _pool = new();
    private readonly Channel<LineBatch> _channel;
    private readonly TailTimings _timings;
    private readonly TailReader _reader;
    private readonly StreamReading _streams;
    private readonly KafkaSource? _kafka;
    private readonly CancellationTokenSource _streamsMustStop = new();
    private readonly CancellationTokenSource _kafkaMustHurry = new();

    // What went wrong with following files, or null; done when the following thread is.
    private readonly TaskCompletionSource<Exception?> _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Exception?> _kafkaEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Written by any thread, read by the following one.
    private volatile bool _mustStop;
    private volatile bool _mustHurry;
    private bool _isStarted;
    private bool _isFinding;

    // The following thread reads nothing before it is set: by the start, or by a stop without one.
    private readonly ManualResetEventSlim _mayRead = new();

    /// <param name="options">What to follow.</param>
    /// <param name="observer">Told what happens.</param>
    /// <param name="clock">Tells when to look again; only its monotonic time is used.</param>
    public LineTailer(TailOptions options, ITailObserver observer, TimeProvider clock)
        : this(options, new TailTimings(), observer, clock, SystemFiles(), SystemWaker(options, clock))
    {
    }

    internal LineTailer(TailOptions options, TailTimings timings, ITailObserver observer, TimeProvider clock)
        : this(options, timings, observer, clock, SystemFiles(), SystemWaker(options, clock))
    {
    }

    internal LineTailer(
        TailOptions options, TailTimings timings, ITailObserver observer, TimeProvider clock, IFileSystem files, IWaker waker)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLineBytes, 1);
        var streams = new List<StreamAddress>();
        options = options with { Patterns = [.. options.Patterns.Where(pattern => !IsStream(pattern, streams))] };
        _options = options;
        _observer = observer;
        _files = files;
        _waker = waker;
        _clock = clock;
        _pool.Returned = waker.Wake;
        _channel = Channel.CreateBounded<LineBatch>(new BoundedChannelOptions(BatchPool.Capacity) { SingleReader = true });
        _reader = new TailReader(_pool, _channel.Writer, clock, observer);
        _timings = timings;
        _streams = new StreamReading(Readable(streams), options.OneShot, new StreamOutput(options, _pool, _channel.Writer, observer), observer);
        Intake = new LineIntake(options, _pool, _channel.Writer, observer);
        _kafka = options.Kafka is { } kafka ? new KafkaSource(kafka, options, _pool, _channel.Writer, observer, clock) : null;
    }

    /// <summary>
    /// Lines, in order within each source. Completes when <see cref="TailOptions.OneShot"/> has read everything, or after
    /// <see cref="StopAsync"/> has drained; with an exception if following failed, which is an error of ours.
    /// </summary>
    public ChannelReader<LineBatch> Batches => _channel.Reader;

    /// <summary>Where lines that others bring go in.</summary>
    public LineIntake Intake { get; }

    /// <summary>
    /// Set before <see cref="Start"/>: keeps what was consumed, because another member of the Kafka group is about to read on from there.
    /// </summary>
    public Func<Task>? BeforeHandingOver
    {
        get => _kafka?.BeforeHandingOver;
        set
        {
            if (_kafka is not null)
            {
                _kafka.BeforeHandingOver = value;
            }
        }
    }

    /// <summary>These positions of Kafka are on disk together with what was made of the lines before them, so the group may know.</summary>
    public void Checkpointed(IReadOnlyCollection<KafkaPosition> positions) => _kafka?.Checkpointed(positions);

    /// <summary>
    /// May come before <see cref="Start"/>, while its caller prepares: files are found and opened, on a thread of their own, and nothing is read
    /// that could not be read again.
    /// </summary>
    public void Find()
    {
        if (!_isFinding)
        {
            _isFinding = true;
            new Thread(Run) { IsBackground = true, Name = "tailing" }.Start();
        }
    }

    /// <summary>Begins to read: files on a thread of their own, other sources in tasks.</summary>
    /// <exception cref="IOException">A socket cannot be listened on, or there is no library to read Kafka with; the message says which.</exception>
    public void Start()
    {
        if (_isStarted)
        {
            throw new InvalidOperationException("The tailer was started before.");
        }

        _streams.Bind();
        StartKafka();
        _isStarted = true;
        _ = CompleteAsync(RunStreamsAsync());
        _mayRead.Set();
        Find();
    }

    /// <summary>Reads what is there to the end and completes <see cref="Batches"/>, which must be read meanwhile.</summary>
    /// <param name="cancellationToken">Ends without reading the rest.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_isStarted)
        {
            _channel.Writer.TryComplete();
            return;
        }

        Stop(hastily: false);
        using (cancellationToken.Register(() => Stop(hastily: true)))
        {
            await _ended.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Ends without reading the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop(hastily: true);
        if (_isStarted)
        {
            await _ended.Task.ConfigureAwait(false);
        }
        else if (_isFinding)
        {
            await _followed.Task.ConfigureAwait(false);
        }

        _channel.Writer.TryComplete();
        _waker.Dispose();
        _mayRead.Dispose();
        _kafka?.Dispose();
        _streamsMustStop.Dispose();
        _kafkaMustHurry.Dispose();
    }

    /// <summary>The length of a file, if it is what a path means now.</summary>
    /// <param name="path">Where it was read.</param>
    /// <param name="identity">Which file that was. The number of its device may have changed with a start of the machine.</param>
    /// <param name="length">In bytes.</param>
    /// <returns><see langword="false"/> when the path means another file, or none that can be looked at.</returns>
    public static bool TryMeasure(string path, FileIdentity identity, out long length)
    {
        var fault = SystemFiles().Stat(path, out var status);
        length = status.Length;
        return fault == FileFault.None && status.Identity with { Device = identity.Device } == identity;
    }

    private static IFileSystem SystemFiles() => OperatingSystem.IsLinux() ? new LinuxFileSystem() : new PortableFileSystem();

    private static IWaker SystemWaker(TailOptions options, TimeProvider clock)
    {
        if (options.PollOnly || options.OneShot)
        {
            return new PollingWaker("events are not wanted");
        }

        return OperatingSystem.IsLinux() ? InotifyWaker.Open(clock) : new HintedPollingWaker("there are no events for data on this system");
    }

    private static bool IsStream(string pattern, List<StreamAddress> streams)
    {
        var isStream = StreamAddress.TryParse(pattern, out var address);
        if (isStream)
        {
            streams.Add(address!);
        }

        return isStream;
    }

    // Datagrams have no end, so that nothing could be read once.
    private List<StreamAddress> Readable(List<StreamAddress> streams)
    {
        foreach (var address in streams.Where(address => _options.OneShot && address.IsDatagram).ToArray())
        {
            _observer.Refused(address.Name, "datagrams have no end to read to");
            streams.Remove(address);
        }

        return streams;
    }

    private void Stop(bool hastily)
    {
        _mustHurry |= hastily;
        _mustStop = true;
        _mayRead.Set();
        _streamsMustStop.Cancel();
        if (hastily)
        {
            _kafkaMustHurry.Cancel();
        }

        _waker.Wake();
    }

    private async Task RunStreamsAsync()
    {
        await _streams.RunAsync(_streamsMustStop.Token).ConfigureAwait(false);
        if (_options.EndsWithInput)
        {
            Stop(hastily: false);
        }
    }

    private void StartKafka()
    {
        if (_kafka is null)
        {
            _kafkaEnded.SetResult(null);
            return;
        }

        KafkaLibrary.Require();
        new Thread(RunKafka) { IsBackground = true, Name = "kafka" }.Start();
    }

    private void RunKafka()
    {
        Exception? failure = null;
        try
        {
            _kafka!.Run(_streamsMustStop.Token, _kafkaMustHurry.Token);
        }
        catch (Exception error)
        {
            failure = error;
        }

        _kafkaEnded.SetResult(failure);
    }

    private async Task CompleteAsync(Task streams)
    {
        var failure = await _followed.Task.ConfigureAwait(false);
        try
        {
            await streams.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure ??= error;
        }

        failure ??= await _kafkaEnded.Task.ConfigureAwait(false);
        _channel.Writer.TryComplete(failure);
        _ended.TrySetResult();
    }

    private void Run()
    {
        Exception? failure = null;
        try
        {
            if (_options.OneShot)
            {
                _mayRead.Wait();
                new OneShotReading(_options, _files, _waker, _clock, _observer, _reader).Run(() => _mustHurry);
            }
            else
            {
                Follow();
            }
        }
        catch (Exception error)
        {
            failure = error;
        }

        _followed.TrySetResult(failure);
    }

    private void Follow()
    {
        var follower = SteadyStart.Begin(
            observer => new Follower(_options, _timings, _files, _waker, _clock, observer, _reader), _observer, _waker, _clock);
        try
        {
            Follow(follower);
        }
        finally
        {
            follower.Close();
        }
    }

    private void Follow(Follower follower)
    {
        var hints = new List<WakeHint>();
        _mayRead.Wait();
        while (!_mustStop)
        {
            var timeout = follower.Turn(hints);
            _waker.Wait(timeout, hints);
        }

        if (!_mustHurry)
        {
            follower.BeginDrain();
        }

        while (!_mustHurry && !follower.Drain())
        {
            _waker.Wait(TimeSpan.FromSeconds(1), hints);
            hints.Clear();
        }
    }
}
