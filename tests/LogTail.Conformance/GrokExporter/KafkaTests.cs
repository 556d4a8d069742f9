using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>Processes that share a topic. Each message value is one line (spec/grok.md §6.3).</summary>
public sealed class KafkaTests : IDisposable
{
    private const string Group = "grok_exporter";
    private const int Kill = 9;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [KafkaFact]
    public async Task A_hundred_thousand_messages_are_counted_exactly()
    {
        const int count = 100_000;
        using var broker = new MockBroker();
        await using var exporter = await ExporterProcess.Start(_folder, Configuration(broker));
        broker.Produce(Lines(0, count));
        var scrape = await exporter.ScrapeUntil(seen => seen.Sum("lines") >= count);
        Assert.All(Enumerable.Range(0, 10), user => Assert.Equal(count / 10, scrape[$"lines{{user=\"u{user}\"}}"]));
        Assert.Equal(count, scrape["grok_exporter_lines_total{status=\"matched\"}"]);
        Assert.Equal(0, (await exporter.Process.Terminate(ExporterProcess.Deadline)).ExitCode);
        Assert.Equal(count, broker.Committed(Group));
    }

    [KafkaFact]
    public async Task Of_two_members_one_is_killed_and_one_joins_and_each_line_is_counted_once()
    {
        const int part = 10_000;
        using var broker = new MockBroker();
        await using var first = await Run(broker, "first");
        await using var second = await Run(broker, "second");
        broker.Produce(Lines(0, part));
        await CountsBecome(part, first, second);

        // A kill between a checkpoint and its commit is the one that the protocol cannot make good.
        await Eventually.Becomes(() => broker.Committed(Group) == part, LogTailDaemon.Deadline, () => "not all is committed");
        first.Process.Signal(Kill);
        broker.Produce(Lines(part, part));
        await using var third = await Run(broker, "third");
        await using var again = await Run(broker, "first");
        broker.Produce(Lines(2 * part, part));
        await CountsBecome(3 * part, again, second, third);
    }

    private async Task<LogTailDaemon> Run(MockBroker broker, string name)
    {
        var port = Loopback.FreePort();
        var file = _folder.Write($"{name}.yml", Configuration(broker).Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return await LogTailDaemon.Start("--config", file, "--state", _folder.File(name));
    }

    private static Task CountsBecome(int expected, params LogTailDaemon[] members)
    {
        var counts = Array.Empty<double>();
        return Eventually.Becomes(
            async () =>
            {
                counts = await Task.WhenAll(members.Select(async member => (await member.Scrape()).Sum("lines")));
                Assert.True(counts.Sum() <= expected, $"{string.Join(" + ", counts)} is more than {expected}");
                return (int)counts.Sum() == expected;
            },
            LogTailDaemon.Deadline,
            () => $"{string.Join(" + ", counts)} is not {expected}");
    }

    private static IEnumerable<string> Lines(int first, int count) =>
        Enumerable.Range(first, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"user=u{number % 10} id={number}"));

    private static string Configuration(MockBroker broker) =>
        $$$"""
        global:
          config_version: 3
        input:
          type: kafka
          kafka_brokers:
            - {{{broker.Address}}}
          kafka_topics:
            - {{{MockBroker.Topic}}}
          kafka_consume_from_oldest: true
        metrics:
          - type: counter
            name: lines
            help: Lines.
            match: 'user=(?<user>[a-z0-9]+) id='
            labels:
              user: '{{.user}}'
        server:
          host: 127.0.0.1
          port: PORT
        """;
}
