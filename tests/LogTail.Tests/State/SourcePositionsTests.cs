using LogTail.State;
using LogTail.Tailing;
using LogTail.Tailing.Lines;

namespace LogTail.Tests.State;

/// <summary>Up to when a checkpoint knows what happened to files: too early costs nothing, too late costs lines.</summary>
public sealed class SourcePositionsTests
{
    private readonly SourcePositions _positions = new();

    [Fact]
    public void What_was_seen_holds_once_the_lines_before_it_are_consumed()
    {
        _positions.SawUntil(100, after: 0);
        _positions.SawUntil(200, after: 1);
        Assert.Equal(100, _positions.SeenAtNanos);

        Consume(1);
        Assert.Equal(200, _positions.SeenAtNanos);
    }

    [Fact]
    public void Something_older_that_waits_to_be_judged_counts_at_once_whatever_was_said_before()
    {
        _positions.SawUntil(100, after: 0);
        _positions.SawUntil(200, after: 1);
        _positions.SawUntil(50, after: 2);
        Assert.Equal(50, _positions.SeenAtNanos);

        Consume(1);
        Assert.Equal(50, _positions.SeenAtNanos);
    }

    [Fact]
    public void A_process_that_follows_no_files_keeps_what_an_earlier_one_had_seen()
    {
        _positions.Restore([], seenAtNanos: 100);
        Assert.Equal(100, _positions.SeenAtNanos);
    }

    private void Consume(long sequence)
    {
        var batch = new LineBatch(new BatchPool(), usualChars: 64) { Sequence = sequence };
        _positions.Consumed(batch);
    }
}
