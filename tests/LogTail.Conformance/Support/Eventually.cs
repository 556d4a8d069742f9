using System.Diagnostics;

namespace LogTail.Conformance.Support;

/// <summary>Waits for what another process is going to do. Never waits for time to pass.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the answer is yes.</summary>
    /// <param name="describe">What was seen last; part of the message when <paramref name="deadline"/> passes.</param>
    public static async Task Becomes(Func<Task<bool>> condition, TimeSpan deadline, Func<string> describe)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > deadline)
            {
                Assert.Fail($"Not within {deadline.TotalSeconds:0} s: {describe()}");
            }

            await Task.Delay(Pause);
        }
    }

    public static Task Becomes(Func<bool> condition, TimeSpan deadline, Func<string> describe) =>
        Becomes(() => Task.FromResult(condition()), deadline, describe);
}
