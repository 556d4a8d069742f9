using LogTail.Events;
using LogTail.Tests.Tailing.Simulation;

namespace LogTail.Tests.Events;

public sealed class SlowReadingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SimulatedTime _time = new();
    private readonly SemaphoreSlim _wasRead = new(0);
    private TimeSpan _takes;
    private int _count;

    public void Dispose() => _wasRead.Dispose();

    [Fact]
    public void What_is_quick_is_read_each_time()
    {
        var reading = new SlowReading(Read, _time);
        Assert.Equal([1, 2, 3], [reading.Value, reading.Value, reading.Value]);
    }

    [Fact]
    public void What_is_slow_is_not_read_again_for_fifty_times_as_long_as_it_took()
    {
        _takes = TimeSpan.FromMilliseconds(20);
        var reading = new SlowReading(Read, _time);
        Assert.Equal(1, reading.Value);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, reading.Value);
        Assert.Equal(1, _count);
    }

    [Fact]
    public void What_is_slow_is_then_read_beside_whoever_asks()
    {
        _takes = TimeSpan.FromMilliseconds(20);
        var reading = new SlowReading(Read, _time);
        _ = reading.Value;
        Assert.True(_wasRead.Wait(Patience));
        _time.Advance(TimeSpan.FromMilliseconds(1001));
        Assert.Equal(1, reading.Value);
        Assert.True(_wasRead.Wait(Patience));
        Assert.True(SpinWait.SpinUntil(() => reading.Value == 2, Patience));
    }

    [Fact]
    public void Nobody_gets_an_answer_of_long_ago()
    {
        _takes = TimeSpan.FromMilliseconds(200);
        var reading = new SlowReading(Read, _time);
        _ = reading.Value;
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, reading.Value);
    }

    private double Read()
    {
        _time.Advance(_takes);
        _wasRead.Release();
        return ++_count;
    }
}
