using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace LogTail.Conformance.GrokExporter;

/// <summary>The broker inside the Kafka client's library, which other processes reach through its real port; one topic of four partitions.</summary>
internal sealed class MockBroker : IDisposable
{
    public const string Library = "librdkafka.so.1";
    public const string Topic = "logs";
    private const int Partitions = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IProducer<Null, byte[]> _producer;

    static MockBroker() => NativeLibrary.SetDllImportResolver(
        typeof(Library).Assembly,
        (name, _, _) => NativeLibrary.Load(name == "libdl" ? "libdl.so.2" : name.Contains("librdkafka", StringComparison.Ordinal) ? Library : name));

    public MockBroker()
    {
        var config = new ProducerConfig { LingerMs = 5 };
        config.Set("test.mock.num.brokers", "1");
        _producer = new ProducerBuilder<Null, byte[]>(config).Build();
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        var broker = admin.GetMetadata(Topic, Patience).Brokers[0];
        Address = $"{broker.Host}:{broker.Port}";
    }

    public string Address { get; }

    /// <summary>Sends lines, one after the other over all partitions, and waits until the broker has them.</summary>
    public void Produce(IEnumerable<string> lines)
    {
        var partition = 0;
        foreach (var line in lines)
        {
            var message = new Message<Null, byte[]> { Value = Encoding.UTF8.GetBytes(line) };
            var place = new TopicPartition(Topic, partition++ % Partitions);
            while (!TryProduce(place, message))
            {
                _producer.Poll(TimeSpan.FromMilliseconds(50));
            }
        }

        Assert.Equal(0, _producer.Flush(Patience));
    }

    /// <summary>How many messages a group has committed, over all partitions.</summary>
    public long Committed(string group)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig { BootstrapServers = Address, GroupId = group }).Build();
        var partitions = Enumerable.Range(0, Partitions).Select(partition => new TopicPartition(Topic, partition));
        return consumer.Committed(partitions, Patience).Sum(committed => Math.Max(0, committed.Offset.Value));
    }

    public void Dispose() => _producer.Dispose();

    private bool TryProduce(TopicPartition place, Message<Null, byte[]> message)
    {
        try
        {
            _producer.Produce(place, message);
            return true;
        }
        catch (ProduceException<Null, byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
    }
}
