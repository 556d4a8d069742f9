using System.Collections.Immutable;
using System.Threading.Channels;
using Confluent.Kafka;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Kafka;

/// <summary>
/// Reads topics as a member of a consumer group, on a thread of its own: the client is asked for messages and calls back from there. What the
/// protocol allows, and what not, stands in this folder's README.
/// </summary>
internal sealed partial class KafkaSource(
    KafkaOptions options, TailOptions tailOptions, BatchPool pool, ChannelWriter<LineBatch> output, ITailObserver observer, TimeProvider clock) : IDisposable
{
    /// <summary>The name of the source in the observer's ears.</summary>
    public const string Name = "kafka";

    private const int MostBytes = 128 * 1024;
    private const int MostLines = 4096;

    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(10);

    private readonly KafkaProgress _progress = new();

    // The lines of the next batch, and up to where they reach in each partition. The reading thread's own.
    private readonly List<ReadOnlyMemory<byte>> _lines = [];
    private readonly Dictionary<TopicPartition, long> _reached = [];

    // Set by whoever writes checkpoints, taken by the reading thread.
    private volatile IReadOnlyCollection<KafkaPosition>? _checkpointed;

    // Set before the start: makes durable what is consumed, before partitions go to another member.
    public Func<Task>? BeforeHandingOver { get; set; }

    /// <summary>These positions are kept, so they may be committed.</summary>
    public void Checkpointed(IReadOnlyCollection<KafkaPosition> positions) => _checkpointed = positions;

    /// <summary>Joins the group and reads until told to stop; then leaves it when all that was read is consumed.</summary>
    /// <param name="stop">Read no more.</param>
    /// <param name="hurry">Leave at once.</param>
    public void Run(CancellationToken stop, CancellationToken hurry)
    {
        _hurry = hurry;
        foreach (var position in options.Resume)
        {
            _progress.Stands(position);
        }

        using var consumer = Build();
        observer.Opened(Name, default, 0);
        consumer.Subscribe(options.Topics);
        while (!stop.IsCancellationRequested)
        {
            ReadOn(consumer, stop);
            CommitWhatIsDue(consumer);
        }

        _progress.WaitUntilConsumed(hurry);
        Close(consumer);
        observer.Closed(Name, default, 0);
    }

    public void Dispose() => _progress.Dispose();

    private IConsumer<Ignore, byte[]?> Build() =>
        new ConsumerBuilder<Ignore, byte[]?>(KafkaConnection.Configure(options))
            .SetValueDeserializer(new RawValue())
            .SetErrorHandler((_, error) => observer.Failed(Name, error.Reason))
            // The client would write to standard error; what matters comes as an error too.
            .SetLogHandler((_, _) => { })
            .SetPartitionsAssignedHandler(Assigned)
            .SetPartitionsRevokedHandler(Revoked)
            .SetPartitionsLostHandler(Lost)
            .Build();

    // Waits a moment for a message, and takes along what else is here already.
    private void ReadOn(IConsumer<Ignore, byte[]?> consumer, CancellationToken stop)
    {
        try
        {
            var bytes = 0;
            for (var patience = PollTime; bytes < MostBytes && _lines.Count < MostLines; patience = TimeSpan.Zero)
            {
                if (consumer.Consume(patience) is not { } message)
                {
                    break;
                }

                bytes += Take(message);
            }
        }
        catch (ConsumeException fault)
        {
            observer.Failed(Name, fault.Error.Reason);
        }

        Send(stop);
    }

    private int Take(ConsumeResult<Ignore, byte[]?> message)
    {
        if (message.IsPartitionEOF)
        {
            ReachedEnd(message.TopicPartition);
            return 0;
        }

        // A message without a value is an empty line.
        var value = message.Message.Value ?? [];
        _lines.Add(value);
        _reached[message.TopicPartition] = message.Offset.Value + 1;
        return value.Length;
    }

    private void Send(CancellationToken stop)
    {
        if (_lines.Count == 0)
        {
            return;
        }

        if (Rent(stop) is { } batch)
        {
            ImmutableArray<KafkaPosition> positions =
                [.. _reached.Select(reached => new KafkaPosition(reached.Key.Topic, reached.Key.Partition.Value, reached.Value))];
            batch.Open(Name, default);
            var cuts = batch.AddTexts(_lines, tailOptions.MaxLineBytes);
            if (cuts > 0)
            {
                observer.LinesCut(Name, cuts, 0);
            }

            batch.KafkaPositions = positions;
            batch.Released = _progress.Sent(positions);

            // There is a place for every batch of the pool, so this fails only when the channel was completed by a hasty stop.
            if (!output.TryWrite(batch))
            {
                pool.Return(batch);
            }
        }

        _lines.Clear();
        _reached.Clear();
    }

    // Without a batch nothing is sent: the messages stay uncommitted and come again.
    private LineBatch? Rent(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, _hurry);
        try
        {
            // This thread has nothing else to do.
            var rented = pool.RentAsync(limit.Token).AsTask().GetAwaiter().GetResult();
            return pool.Exchange(rented, _lines.Sum(line => Math.Min(line.Length, tailOptions.MaxLineBytes)));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // The client's own one is not made for values that may be null.
    private sealed class RawValue : IDeserializer<byte[]?>
    {
        public byte[]? Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => isNull ? null : data.ToArray();
    }
}
