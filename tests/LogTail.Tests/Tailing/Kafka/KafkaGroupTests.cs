using System.Globalization;
using LogTail.Tailing.Kafka;
using LogTail.Tests.Support;

namespace LogTail.Tests.Tailing.Kafka;

/// <summary>Members that come and go. Against the broker that the client library has inside.</summary>
public sealed class KafkaGroupTests : IDisposable
{
    private const string Topic = "logs";

    private readonly MockKafka? _kafka = MockKafka.StartWith(Topic);

    public void Dispose() => _kafka?.Dispose();

    [KafkaFact]
    public async Task A_member_that_leaves_hands_over_exactly()
    {
        const int part = 5_000;
        await using var first = await new KafkaRun(Options).Joined();
        _kafka!.Produce(Topic, Numbered(0, part));
        await first.Count(part);
        await first.Leave();
        _kafka.Produce(Topic, Numbered(part, part));
        await using var second = new KafkaRun(Options);
        await second.Count(part);
        Assert.Equal(Numbered(0, 2 * part), first.Lines.Concat(second.Lines).Order(StringComparer.Ordinal));
    }

    [KafkaFact]
    public async Task A_member_that_joins_shares_the_partitions_and_no_line_comes_twice()
    {
        const int part = 20_000;

        // On a busy machine the usual times would be over before the other member has done its part.
        var patient = Options with { SessionTimeout = TimeSpan.FromSeconds(30), TimeForOthers = TimeSpan.FromSeconds(10) };
        await using var first = await new KafkaRun(patient with { FromOldest = true }).Joined();
        var producing = Task.Run(() => _kafka!.Produce(Topic, Numbered(0, part)));
        await first.Count(part / 10);
        await using var second = new KafkaRun(patient);
        await producing;
        // A member without lines has no partitions, or has them and nobody wrote since.
        await second.Until(() => second.Observer.Told.Any(told => told.StartsWith("stands", StringComparison.Ordinal)));
        _kafka!.Produce(Topic, Numbered(part, part));
        await second.Until(() => first.Lines.Count + second.Lines.Count >= 2 * part);
        Assert.Equal(Numbered(0, 2 * part), first.Lines.Concat(second.Lines).Order(StringComparer.Ordinal));
        Assert.NotEmpty(second.Lines);
    }

    [KafkaFact]
    public async Task All_assignors_are_taken_by_the_group()
    {
        var runs = await Task.WhenAll(Enum.GetValues<KafkaAssignor>().Select(assignor =>
            new KafkaRun(Options with { Assignor = assignor, Group = $"group {assignor}" }).Joined()));
        _kafka!.Produce(Topic, Numbered(0, 100));
        foreach (var run in runs)
        {
            await using (run)
            {
                await run.Count(100);
                Assert.Equal(100, run.Lines.Count);
            }
        }
    }

    [KafkaFact]
    public async Task What_another_member_read_meanwhile_is_not_read_again()
    {
        await using var first = await new KafkaRun(Options with { CommitsCheckpointsOnly = true }).Joined();
        _kafka!.Produce(Topic, Numbered(0, 100));
        await first.Count(100);
        var kept = first.Positions;
        await first.Leave();
        await using (var other = await new KafkaRun(Options).Joined())
        {
            _kafka.Produce(Topic, Numbered(100, 100));
            await other.Count(100);
            await other.Leave();
        }

        _kafka.Produce(Topic, Numbered(200, 100));
        await using var again = new KafkaRun(Options with { CommitsCheckpointsOnly = true, Resume = [.. kept] });
        await again.Count(100);
        Assert.Equal(Numbered(200, 100), again.Lines.Order(StringComparer.Ordinal));
    }

    private KafkaOptions Options => new() { Brokers = _kafka!.Brokers, Topics = [Topic], Group = "test", SessionTimeout = TimeSpan.FromSeconds(3) };

    private static IEnumerable<string> Numbered(int first, int count) =>
        Enumerable.Range(first, count).Select(number => "line " + number.ToString("D6", CultureInfo.InvariantCulture));
}
