using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

/// <summary>The model of what happens to logs, run against the real file system: each line comes exactly once.</summary>
public sealed class TailModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Every_line_comes_exactly_once(int seed)
    {
        using var model = new TailModel(seed);
        await model.Run(steps: 100);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_line_comes_exactly_once_in_a_long_run()
    {
        for (var seed = 1000; seed < 1060; seed++)
        {
            using var model = new TailModel(seed);
            await model.Run(steps: 200);
        }
    }
}
