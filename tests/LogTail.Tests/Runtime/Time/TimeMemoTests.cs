using LogTail.Runtime.Time;

namespace LogTail.Tests.Runtime.Time;

public sealed class TimeMemoTests
{
    [Fact]
    public void Remembers_the_last_64_texts_first_in_first_out()
    {
        var memo = new TimeMemo();
        for (var i = 0; i < 200; i++)
        {
            memo.Add($"text {i}", new UnixTime(i, 0));

            // Looking a text up does not keep it.
            Assert.Equal(i < 64 + 10, memo.TryFind("text 10", out _) || i < 10);
        }

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(i >= 136, memo.TryFind($"text {i}", out var time));
            Assert.Equal(i >= 136 ? new UnixTime(i, 0) : UnixTime.Unset, time);
        }
    }

    [Fact]
    public void Tells_long_texts_apart()
    {
        var memo = new TimeMemo();
        var text = new string('x', 100_000);
        memo.Add(text, new UnixTime(5, 0));
        Assert.True(memo.TryFind(text, out var time));
        Assert.Equal(5, time.Seconds);
        Assert.False(memo.TryFind(text + "y", out _));
    }

    [Fact]
    public void Allocates_nothing_once_it_is_full()
    {
        var memo = new TimeMemo();
        var texts = Enumerable.Range(1000, 500).Select(i => $"text {i}").ToArray();
        AddAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        AddAll();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void AddAll()
        {
            foreach (var text in texts)
            {
                if (!memo.TryFind(text, out _))
                {
                    memo.Add(text, default);
                }
            }
        }
    }
}
