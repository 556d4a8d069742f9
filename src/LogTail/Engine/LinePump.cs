using System.Threading.Channels;
using LogTail.Events;
using LogTail.Metrics.SelfMetrics;
using LogTail.State;
using LogTail.Tailing;

namespace LogTail.Engine;

/// <summary>
/// Where the two rivers meet: takes one batch of lines at a time and runs every program that wants its source on it.
/// Between two batches the world is consistent, so whoever needs that (a scrape, a reload, expiry) takes the turn.
/// </summary>
public sealed class LinePump : IDisposable
{
    // A batch of so many lines is one of a backlog: the next is microseconds away.
    private const int LinesOfBacklog = 128;
    private const int MostLooks = 40;
    private const int SpinsPerLook = 40;

    private readonly SelfMetrics _metrics;
    private readonly SourcePositions _positions;
    private readonly TimeProvider _clock;

    // Whoever holds it is alone with programs and metrics. Waiting is in order of arrival, so a busy log cannot starve a scrape.
    private readonly SemaphoreSlim _turn = new(1, 1);

    // Lines by source; the pump's own.
    private readonly Dictionary<string, SelfCounter> _lineCounters = new(StringComparer.Ordinal);

    // Swapped by reload, which holds the turn; a batch reads it once.
    private volatile ProgramSet _programs = ProgramSet.Empty;

    // Written by whoever has the turn, read by any thread.
    private long _turnNumber;

    /// <param name="metrics">Counts lines.</param>
    /// <param name="positions">Is told up to where each file is consumed.</param>
    /// <param name="clock">Stamps the series that a line updates without a time of its own.</param>
    public LinePump(SelfMetrics metrics, SourcePositions positions, TimeProvider clock)
    {
        _metrics = metrics;
        _positions = positions;
        _clock = clock;
    }

    /// <summary>Told how many lines wait; null where nobody asks.</summary>
    internal LineBufferLoad? Load { get; init; }

    /// <summary>The programs that the next batch will meet.</summary>
    public ProgramSet Programs => _programs;

    /// <summary>Number of the turn that was taken last: while it stays the same, nothing changes.</summary>
    public long Turn => Volatile.Read(ref _turnNumber);

    /// <summary>Runs batches until the channel is complete and empty.</summary>
    public async Task RunAsync(ChannelReader<LineBatch> batches, CancellationToken cancellationToken)
    {
        while (await batches.WaitToReadAsync(cancellationToken))
        {
            while (batches.TryRead(out var batch))
            {
                var lines = batch.Lines.Length;
                await TakeTurnAsync(cancellationToken);
                try
                {
                    Load?.Waiting(batch.Lines.Length);
                    Run(batch);
                    _positions.Consumed(batch);
                    Load?.Waiting(0);
                }
                finally
                {
                    _turn.Release();
                    batch.Release();
                }

                if (lines >= LinesOfBacklog)
                {
                    LookOut(batches);
                }
            }
        }
    }

    /// <summary>Does something while no program runs and no metric changes.</summary>
    /// <param name="action">Must be short: lines wait for it.</param>
    public async Task<T> BetweenBatchesAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            return action();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Changes the set of programs between two batches; <paramref name="change"/> may change metric families too.</summary>
    public Task<ProgramSet> ReplaceProgramsAsync(Func<ProgramSet, ProgramSet> change, CancellationToken cancellationToken) =>
        BetweenBatchesAsync(() => _programs = change(_programs), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // To sleep and to be woken for each batch would cost more than to wait for it, and the reader as much again.
    private static void LookOut(ChannelReader<LineBatch> batches)
    {
        for (var look = 0; look < MostLooks && Environment.ProcessorCount > 1 && !batches.TryPeek(out _); look++)
        {
            Thread.SpinWait(SpinsPerLook);
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        Volatile.Write(ref _turnNumber, _turnNumber + 1);
    }

    private void Run(LineBatch batch)
    {
        _programs.For(batch.SourceName).Run(batch, _clock);
        _metrics.Lines.Add(batch.Lines.Length);
        CounterOf(batch.SourceName).Add(batch.Lines.Length);
    }

    private SelfCounter CounterOf(string sourceName)
    {
        if (!_lineCounters.TryGetValue(sourceName, out var counter))
        {
            counter = _metrics.LogLines.For(sourceName);
            _lineCounters.Add(sourceName, counter);
        }

        return counter;
    }
}
