using LogTail.Tailing;
using LogTail.Tailing.Kafka;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Kafka;

/// <summary>A member of a group, whose lines are collected.</summary>
internal sealed class KafkaRun : IAsyncDisposable
{
    // A group waits for members of which it has not heard, half a minute in some tests.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly LineTailer _tailer;
    private readonly Task _pump;
    private bool _isDisposed;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly Dictionary<(string Topic, int Partition), KafkaPosition> _positions = [];

    public KafkaRun(KafkaOptions options, int maxLineBytes = 1024 * 1024)
    {
        _tailer = new LineTailer(new TailOptions { Kafka = options, MaxLineBytes = maxLineBytes }, Observer, TimeProvider.System);
        _tailer.Start();
        _pump = PumpAsync();
    }

    public KafkaObserver Observer { get; } = new();

    /// <summary>Called, in the pump, before a batch is consumed.</summary>
    public Action Hold { get; set; } = () => { };

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>What a checkpoint would keep.</summary>
    public IReadOnlyList<KafkaPosition> Positions
    {
        get
        {
            lock (_gate)
            {
                return [.. _positions.Values];
            }
        }
    }

    public async Task<KafkaRun> Joined()
    {
        await Until(() => Observer.HasCaughtUp);
        return this;
    }

    public Task Count(int lines) => Until(() => Lines.Count >= lines);

    public async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"{Lines.Count} lines; told: {string.Join("; ", Observer.Told)}");
            await Task.WhenAny(_pump, Task.Delay(20));
            Assert.False(_pump.IsFaulted, _pump.Exception?.ToString());
        }
    }

    public void Checkpointed() => _tailer.Checkpointed(Positions);

    /// <summary>Leaves the group in order.</summary>
    public async Task Leave()
    {
        await _tailer.StopAsync(CancellationToken.None).WaitAsync(TailRun.Patience);
        await _pump;
    }

    /// <summary>Ends without keeping or telling anything that was not kept or told before.</summary>
    public async Task Crash()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await _tailer.DisposeAsync();
            await _pump;
        }
    }

    public async ValueTask DisposeAsync() => await Crash();

    private async Task PumpAsync()
    {
        await foreach (var batch in _tailer.Batches.ReadAllAsync())
        {
            Hold();
            lock (_gate)
            {
                foreach (var line in batch.Lines)
                {
                    _lines.Add(batch.Text[line].ToString());
                }

                foreach (var position in batch.KafkaPositions)
                {
                    _positions[(position.Topic, position.Partition)] = position;
                }
            }

            batch.Release();
        }
    }
}
