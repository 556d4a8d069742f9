using System.Threading.Channels;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Streams;

/// <summary>Where streams put their lines. Safe for several streams at once.</summary>
internal sealed class StreamOutput(TailOptions options, BatchPool pool, ChannelWriter<LineBatch> output, ITailObserver observer)
{
    public LineCutter NewCutter() => new(options.Encoding, options.MaxLineBytes);

    /// <summary>Cuts the next bytes of a stream and sends the lines that they finish. Waits while all batches are in use.</summary>
    public async Task FeedAsync(string name, LineCutter lines, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var batch = await RentAsync(name, lines, data.Length, cancellationToken).ConfigureAwait(false);
        var (nuls, cuts) = (lines.NulCount, lines.CutCount);
        lines.Feed(data.Span, batch);
        Send(batch);
        if (lines.NulCount > nuls)
        {
            observer.NulsSkipped(name, lines.NulCount - nuls);
        }

        if (lines.CutCount > cuts)
        {
            observer.LinesCut(name, lines.CutCount - cuts, lines.LastCutOffset);
        }
    }

    /// <summary>The stream has ended: what is held is its last line.</summary>
    public async Task FinishAsync(string name, LineCutter lines, CancellationToken cancellationToken)
    {
        if (lines.HoldsLine)
        {
            var batch = await RentAsync(name, lines, 0, cancellationToken).ConfigureAwait(false);
            lines.Finish(batch);
            Send(batch);
        }
    }

    private async ValueTask<LineBatch> RentAsync(string name, LineCutter lines, int bytes, CancellationToken cancellationToken)
    {
        var rented = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
        var batch = pool.Exchange(rented, lines.RoomFor(bytes));
        batch.Open(name, default);
        return batch;
    }

    private void Send(LineBatch batch)
    {
        if (batch.Lines.IsEmpty || !output.TryWrite(batch))
        {
            pool.Return(batch);
        }
    }
}
