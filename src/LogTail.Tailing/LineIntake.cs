using System.Text.Json;
using System.Threading.Channels;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing;

/// <summary>
/// A source whose lines are brought: what an HTTP server receives, say. Its lines go the way of all others, and whoever brings them
/// learns when they have been consumed. Safe from any thread.
/// </summary>
public sealed class LineIntake
{
    private const string Name = "webhook";

    private readonly TailOptions _options;
    private readonly BatchPool _pool;
    private readonly ChannelWriter<LineBatch> _output;
    private readonly ITailObserver _observer;

    internal LineIntake(TailOptions options, BatchPool pool, ChannelWriter<LineBatch> output, ITailObserver observer)
    {
        _options = options;
        _pool = pool;
        _output = output;
        _observer = observer;
    }

    /// <summary>Hands over lines, all or none, and returns when they are consumed.</summary>
    /// <param name="lines">UTF-8, each without a terminator; LFs inside are part of the line. Longer than the limit they are cut.</param>
    /// <param name="extras">What comes along with each (<see cref="LineBatch.Extras"/>); must stay valid until this returns.</param>
    /// <param name="patience">How long to wait for room among the lines that wait to be consumed.</param>
    /// <param name="cancellationToken">Gives up waiting for room; lines that are taken are not given back.</param>
    /// <returns><see langword="false"/> when there was no room, or the tailer has ended: no line was taken.</returns>
    public async Task<bool> TryTakeAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> lines, IReadOnlyList<JsonElement> extras, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return true;
        }

        if (await RentAsync(lines, patience, cancellationToken).ConfigureAwait(false) is not { } batch)
        {
            return false;
        }

        var consumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Fill(batch, lines);
        batch.Extras = extras;
        batch.Released = consumed.SetResult;
        if (!_output.TryWrite(batch))
        {
            batch.Released = null;
            _pool.Return(batch);
            return false;
        }

        await consumed.Task.ConfigureAwait(false);
        return true;
    }

    private async Task<LineBatch?> RentAsync(IReadOnlyList<ReadOnlyMemory<byte>> lines, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var rented = await _pool.RentAsync(limit.Token).ConfigureAwait(false);
            return _pool.Exchange(rented, lines.Sum(line => Math.Min(line.Length, _options.MaxLineBytes)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Fill(LineBatch batch, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        batch.Open(Name, default);
        var cuts = batch.AddTexts(lines, _options.MaxLineBytes);
        if (cuts > 0)
        {
            _observer.LinesCut(Name, cuts, 0);
        }
    }
}
