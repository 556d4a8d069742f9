using System.Collections.Immutable;
using System.Text;
using Confluent.Kafka;
using LogTail.Tailing.Kafka;
using LogTail.Tests.Support;

namespace LogTail.Tests.Tailing.Kafka;

/// <summary>A broker inside this process, with consumer groups and commits, reached through real sockets; and a producer to it.</summary>
internal sealed class MockKafka : IDisposable
{
    /// <summary>How many partitions the broker gives to each topic.</summary>
    public const int Partitions = 4;

    private readonly IProducer<Null, byte[]> _producer;

    private MockKafka()
    {
        KafkaLibrary.Require();
        var config = new ProducerConfig { LingerMs = 5, MessageTimeoutMs = 30_000 };
        config.Set("test.mock.num.brokers", "1");
        _producer = new ProducerBuilder<Null, byte[]>(config).Build();
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        Brokers = [.. admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers.Select(broker => $"{broker.Host}:{broker.Port}")];
    }

    public ImmutableArray<string> Brokers { get; }

    /// <summary>Starts a broker with one topic, so that a consumer that comes first finds its partitions.</summary>
    /// <returns>Null where the library is not installed: the tests that need it are skipped.</returns>
    public static MockKafka? StartWith(string topic)
    {
        if (new KafkaFactAttribute().Skip is not null)
        {
            return null;
        }

        var kafka = new MockKafka();
        kafka.Create(topic);
        return kafka;
    }

    private void Create(string topic)
    {
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        Assert.Equal(Partitions, admin.GetMetadata(topic, TimeSpan.FromSeconds(30)).Topics[0].Partitions.Count);
    }

    /// <summary>Sends values, one after the other over all partitions, and waits until the broker has them.</summary>
    public void Produce(string topic, IEnumerable<string> values) => Produce(topic, values.Select(Encoding.UTF8.GetBytes));

    public void Produce(string topic, IEnumerable<byte[]?> values)
    {
        var failures = 0;
        var partition = 0;
        foreach (var value in values)
        {
            var place = new TopicPartition(topic, partition++ % Partitions);
            while (true)
            {
                try
                {
                    _producer.Produce(place, new Message<Null, byte[]> { Value = value! }, report => failures += report.Error.IsError ? 1 : 0);
                    break;
                }
                catch (ProduceException<Null, byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
                {
                    _producer.Poll(TimeSpan.FromMilliseconds(50));
                }
            }
        }

        _producer.Flush(TimeSpan.FromSeconds(60));
        Assert.Equal(0, failures);
    }

    public void Dispose() => _producer.Dispose();
}
