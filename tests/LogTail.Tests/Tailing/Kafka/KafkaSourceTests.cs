using System.Globalization;
using LogTail.Tailing.Kafka;
using LogTail.Tests.Support;

namespace LogTail.Tests.Tailing.Kafka;

/// <summary>Which messages become lines, and what a restart goes on from. Against the broker that the client library has inside.</summary>
public sealed class KafkaSourceTests : IDisposable
{
    private const string Topic = "logs";

    private readonly MockKafka? _kafka = MockKafka.StartWith(Topic);

    public void Dispose() => _kafka?.Dispose();

    [KafkaFact]
    public async Task Each_of_many_lines_comes_once()
    {
        const int count = 100_000;
        await using var run = new KafkaRun(Options with { FromOldest = true });
        _kafka!.Produce(Topic, Numbered(0, count));
        await run.Count(count);
        Assert.Equal(Numbered(0, count).Order(StringComparer.Ordinal), run.Lines.Order(StringComparer.Ordinal));
    }

    [KafkaFact]
    public async Task A_new_group_begins_with_new_messages()
    {
        _kafka!.Produce(Topic, Numbered(0, 10));
        await using var run = await new KafkaRun(Options).Joined();
        _kafka.Produce(Topic, ["new"]);
        await run.Count(1);
        Assert.Equal(["new"], run.Lines);
    }

    [KafkaFact]
    public async Task A_new_group_begins_with_the_oldest_message_when_told_so()
    {
        _kafka!.Produce(Topic, Numbered(0, 10));
        await using var run = await new KafkaRun(Options with { FromOldest = true }).Joined();
        Assert.Equal(Numbered(0, 10), run.Lines.Order(StringComparer.Ordinal));
    }

    [KafkaFact]
    public async Task Values_are_lines_whatever_is_in_them()
    {
        await using var run = await new KafkaRun(Options, maxLineBytes: 1000).Joined();
        _kafka!.Produce(Topic, [null, [], "two\nlines\r\n"u8.ToArray(), [0, 0xFF, 0xC3], [.. Enumerable.Repeat((byte)'a', 5000)]]);
        await run.Count(5);
        string[] expected = ["", "", "two\nlines\r\n", "\0\uF7FF\uF7C3", new string('a', 1000)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), run.Lines.Order(StringComparer.Ordinal));
        Assert.Contains("cut kafka 1", run.Observer.Told);
    }

    [KafkaFact]
    public async Task What_was_checkpointed_is_not_read_again_although_it_was_not_committed()
    {
        await using var crashed = await new KafkaRun(Options with { CommitsCheckpointsOnly = true }).Joined();
        _kafka!.Produce(Topic, Numbered(0, 100));
        await crashed.Count(100);
        var kept = crashed.Positions;
        await crashed.Crash();
        _kafka.Produce(Topic, Numbered(100, 100));
        await using var next = new KafkaRun(Options with { CommitsCheckpointsOnly = true, Resume = [.. kept] });
        await next.Count(100);
        Assert.Equal(Numbered(100, 100), next.Lines.Order(StringComparer.Ordinal));
    }

    [KafkaFact]
    public async Task What_was_not_checkpointed_is_read_again()
    {
        await using var crashed = await new KafkaRun(Options with { CommitsCheckpointsOnly = true, FromOldest = true }).Joined();
        _kafka!.Produce(Topic, Numbered(0, 100));
        await crashed.Count(100);
        await crashed.Crash();
        await using var next = await new KafkaRun(Options with { CommitsCheckpointsOnly = true, FromOldest = true }).Joined();
        Assert.Equal(Numbered(0, 100), next.Lines.Order(StringComparer.Ordinal));
    }

    [KafkaFact]
    public async Task Positions_beyond_the_topic_belong_to_one_that_is_gone()
    {
        _kafka!.Produce(Topic, Numbered(0, 8));
        await using var run = await new KafkaRun(Options with { Resume = [new KafkaPosition(Topic, 0, 1_000_000), new KafkaPosition(Topic, 1, 1)] }).Joined();
        // Partition 0 is read whole (0 and 4), of partition 1 the second message (5), the others from their end.
        Assert.Equal(["line 000000", "line 000004", "line 000005"], run.Lines.Order(StringComparer.Ordinal));
    }

    [KafkaFact]
    public async Task Brokers_that_are_away_are_told_and_waited_for()
    {
        await using var run = new KafkaRun(Options with { Brokers = ["127.0.0.1:1"] });
        await run.Until(() => run.Observer.Told.Any(told => told.StartsWith("failed kafka: ", StringComparison.Ordinal)));
    }

    private KafkaOptions Options => new() { Brokers = _kafka!.Brokers, Topics = [Topic], Group = "test", SessionTimeout = TimeSpan.FromSeconds(3) };

    private static IEnumerable<string> Numbered(int first, int count) =>
        Enumerable.Range(first, count).Select(number => "line " + number.ToString("D6", CultureInfo.InvariantCulture));
}
