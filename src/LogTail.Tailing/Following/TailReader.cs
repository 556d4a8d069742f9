using System.Threading.Channels;
using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Following;

/// <summary>Reads files in blocks and sends what they hold as batches. One buffer for all files. Owned by the following thread.</summary>
internal sealed class TailReader(BatchPool pool, ChannelWriter<LineBatch> output, TimeProvider clock, ITailObserver observer)
{
    /// <summary>What one file may read before it is another one's turn.</summary>
    private const int TurnBytes = 1024 * 1024;

    // To wake whoever consumes costs more than most lines do, so that in a round batches of a few lines are handed over so many at a time.
    private const int MostHeld = 128;
    private const int FewLines = 16;

    // Up to here one read brings all bytes of a file, so that its beginning needs none of its own.
    private const int NearBytes = 4096;

    private readonly byte[] _block = new byte[NearBytes + BatchPool.BlockBytes];
    private readonly byte[] _anchor = new byte[Anchor.Capacity];
    private readonly byte[] _head = new byte[Head.KeptBytes];

    // Numbered and not yet handed over. Empty between rounds.
    private readonly List<LineBatch> _held = new(MostHeld);
    private bool _isRound;

    /// <summary>Batches sent so far; the number of the last one.</summary>
    public long Sent { get; private set; }

    /// <summary>Several files are read now, one after the other. Nobody may wait for anything before the round is ended.</summary>
    public void BeginRound() => _isRound = true;

    /// <summary>All that was read is handed over.</summary>
    public void EndRound()
    {
        _isRound = false;
        HandOver();
    }

    /// <summary>What was read so far is handed over: what comes next may take long.</summary>
    public void HandOver()
    {
        foreach (var batch in _held)
        {
            // There is a place for every batch of the pool, so this fails only when the channel was completed by a hasty stop.
            if (!output.TryWrite(batch))
            {
                pool.Return(batch);
            }
        }

        _held.Clear();
    }

    /// <summary>Reads on, for at most one turn.</summary>
    public ReadOutcome Read(FileTail tail)
    {
        for (var total = 0; total < TurnBytes;)
        {
            if (tail.Lines.ReadTo >= tail.StopAt)
            {
                return ReadOutcome.End;
            }

            if (!pool.TryRent(out var batch))
            {
                NoteLength(tail);
                return ReadOutcome.Starved;
            }

            var outcome = TryFetch(tail, out var data);
            if (outcome == ReadOutcome.More && total == 0 && !HasItsHead(tail))
            {
                outcome = ReadOutcome.Truncated;
            }

            if (outcome != ReadOutcome.More)
            {
                pool.Return(batch);
                return outcome;
            }

            Take(tail, data, batch);
            total += data.Length;
            if (data.Length < BatchPool.BlockBytes)
            {
                tail.IsAtEnd = true;
                return ReadOutcome.End;
            }
        }

        return ReadOutcome.More;
    }

    /// <summary>It is not its turn to be read: that its length is known tells how much is lost if it is truncated before.</summary>
    public static void NoteLength(FileTail tail)
    {
        if (tail.File.Stat(out var status) == FileFault.None)
        {
            tail.KnownLength = Math.Max(tail.KnownLength, status.Length);
        }
    }

    /// <summary>The bytes before the place are not those that were read: the file was truncated, though nobody has looked yet.</summary>
    public bool IsRewritten(FileTail tail)
    {
        var known = tail.Lines.CopyAnchor(_anchor);
        return known > 0
            && tail.File.Read(_block.AsSpan(0, known), tail.Lines.ReadTo - known, out var count) == FileFault.None
            && (count < known || !_block.AsSpan(0, known).SequenceEqual(_anchor.AsSpan(0, known)));
    }

    /// <summary>The file ends here: what is held is delivered as its last line.</summary>
    /// <returns><see langword="false"/> when no batch was free: to be tried again.</returns>
    public bool TryFinish(FileTail tail)
    {
        if (!tail.Lines.HoldsLine)
        {
            return true;
        }

        if (!pool.TryRent(out var rented))
        {
            return false;
        }

        var (nuls, cuts) = (tail.Lines.NulCount, tail.Lines.CutCount);
        var batch = Open(tail, rented, 0);
        tail.Lines.Finish(batch);
        ReportOddities(tail, nuls, cuts);
        Send(tail, batch);
        return true;
    }

    // One read brings the bytes before the place as well: if they changed, the file was truncated or rewritten.
    private ReadOutcome TryFetch(FileTail tail, out ReadOnlySpan<byte> data)
    {
        data = default;
        var known = tail.Lines.CopyAnchor(_anchor);
        var before = IsNearBeginning(tail) ? (int)tail.Lines.ReadTo : known;
        var wanted = before + (int)Math.Min(BatchPool.BlockBytes, tail.StopAt - tail.Lines.ReadTo);
        var fault = tail.File.Read(_block.AsSpan(0, wanted), tail.Lines.ReadTo - before, out var count);
        if (fault != FileFault.None)
        {
            Report(tail, fault);
            return ReadOutcome.Faulted;
        }

        tail.LastFault = FileFault.None;
        if (count < before || !_block.AsSpan(before - known, known).SequenceEqual(_anchor.AsSpan(0, known)))
        {
            return ReadOutcome.Truncated;
        }

        data = _block.AsSpan(before, count - before);
        tail.IsAtEnd = data.IsEmpty;
        if (data.IsEmpty)
        {
            return ReadOutcome.End;
        }

        return tail.Lines.ReadTo == 0 && CompressedFormat.Recognize(data) is not null ? ReadOutcome.Compressed : ReadOutcome.More;
    }

    // Such a file gives its first bytes at no cost; one that is decompressed, or a fifo, does not.
    private static bool IsNearBeginning(FileTail tail) => tail.Lines.ReadTo <= NearBytes && tail is { IsStream: false, File.IsCompressed: false };

    // Once a turn: a file that was truncated and has grown again may have the same bytes before the place, but hardly the
    // same beginning as well. Asked right after a fetch.
    private bool HasItsHead(FileTail tail)
    {
        var length = Math.Min(tail.Head.Length, Head.KeptBytes);
        if (IsNearBeginning(tail) && length <= tail.Lines.ReadTo)
        {
            return tail.Head.Fits(_block.AsSpan(0, length));
        }

        var known = _head.AsSpan(0, length);
        return known.IsEmpty || tail.File.Read(known, 0, out var count) != FileFault.None || (count == known.Length && tail.Head.Fits(known));
    }

    private void Take(FileTail tail, ReadOnlySpan<byte> data, LineBatch rented)
    {
        tail.LastGrowth = clock.GetTimestamp();
        tail.IsToldClosed = false;
        if (tail.ModifiedAtFirstByte == 0 && tail.File.Stat(out var status) == FileFault.None)
        {
            tail.ModifiedAtFirstByte = status.ModifiedNanos;
        }

        tail.Head.Append(tail.Lines.ReadTo, data);
        var batch = Open(tail, rented, data.Length);
        var (nuls, cuts) = (tail.Lines.NulCount, tail.Lines.CutCount);
        tail.Lines.Feed(data, batch);
        if (data[0] == 0 && !tail.Lines.HoldsLine && !data.ContainsAnyExcept((byte)0))
        {
            SkipHole(tail);
        }

        tail.KnownLength = Math.Max(tail.KnownLength, tail.Lines.ReadTo);
        ReportOddities(tail, nuls, cuts);
        Send(tail, batch);
    }

    private static void SkipHole(FileTail tail)
    {
        var next = tail.File.NextData(tail.Lines.ReadTo);
        if (next > tail.Lines.ReadTo)
        {
            tail.Lines.SkipHole(next - tail.Lines.ReadTo);
        }
    }

    private LineBatch Open(FileTail tail, LineBatch rented, int bytes)
    {
        var batch = pool.Exchange(rented, tail.Lines.RoomFor(bytes));
        batch.Open(tail.Source, tail.Identity);
        return batch;
    }

    private void Send(FileTail tail, LineBatch batch)
    {
        batch.Head = tail.Head.Mark;
        if (!tail.IsStream && !batch.Lines.IsEmpty)
        {
            Sent++;
            batch.Sequence = Sent;
            tail.LastBatch = Sent;
        }

        if (tail.Recovery is { } recovery && !batch.Lines.IsEmpty)
        {
            observer.LinesRecovered(recovery, batch.Lines.Length);
        }

        if (batch.Lines.IsEmpty)
        {
            pool.Return(batch);
            return;
        }

        _held.Add(batch);
        if (!_isRound || _held.Count == MostHeld || batch.Lines.Length > FewLines)
        {
            HandOver();
        }
    }

    private void ReportOddities(FileTail tail, long nulsBefore, long cutsBefore)
    {
        if (tail.Lines.NulCount > nulsBefore)
        {
            observer.NulsSkipped(tail.Source, tail.Lines.NulCount - nulsBefore);
        }

        if (tail.Lines.CutCount > cutsBefore)
        {
            observer.LinesCut(tail.Source, tail.Lines.CutCount - cutsBefore, tail.Lines.LastCutOffset);
        }
    }

    private void Report(FileTail tail, FileFault fault)
    {
        observer.CallFailed(fault.Code());
        if (tail.LastFault != fault)
        {
            tail.LastFault = fault;
            observer.Failed(tail.Source, fault.Describe());
        }
    }
}
