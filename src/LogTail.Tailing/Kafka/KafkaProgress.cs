using Confluent.Kafka;

namespace LogTail.Tailing.Kafka;

/// <summary>
/// Which lines of which partitions are on their way and which are consumed. Sent by the reading thread, consumed by the pump.
/// </summary>
internal sealed class KafkaProgress : IDisposable
{
    private readonly Lock _gate = new();

    // Set while nothing is on its way. Changed under _gate.
    private readonly ManualResetEventSlim _idle = new(initialState: true);

    // Guarded by _gate.
    private readonly Dictionary<TopicPartition, long> _consumed = [];
    private int _onTheirWay;

    /// <summary>A batch leaves.</summary>
    /// <returns>To be called when its lines are consumed.</returns>
    public Action Sent(IReadOnlyCollection<KafkaPosition> positions)
    {
        lock (_gate)
        {
            _onTheirWay++;
            _idle.Reset();
        }

        return () => Consumed(positions);
    }

    /// <summary>Where the next line of a partition will come from, whether or not one was read of it.</summary>
    public void Stands(KafkaPosition position)
    {
        lock (_gate)
        {
            _consumed[new TopicPartition(position.Topic, position.Partition)] = position.Offset;
        }
    }

    /// <summary>Up to where a partition is consumed; <see langword="null"/> when nothing is known of it.</summary>
    public long? Of(TopicPartition partition)
    {
        lock (_gate)
        {
            return _consumed.TryGetValue(partition, out var offset) ? offset : null;
        }
    }

    /// <summary>Waits until nothing is on its way.</summary>
    /// <param name="cancellationToken">Ends the waiting, without an exception: nobody consumes any more.</param>
    public void WaitUntilConsumed(CancellationToken cancellationToken)
    {
        try
        {
            _idle.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What is on its way counts as not consumed.
        }
    }

    public void Dispose() => _idle.Dispose();

    private void Consumed(IReadOnlyCollection<KafkaPosition> positions)
    {
        lock (_gate)
        {
            foreach (var position in positions)
            {
                _consumed[new TopicPartition(position.Topic, position.Partition)] = position.Offset;
            }

            _onTheirWay--;
            if (_onTheirWay == 0)
            {
                _idle.Set();
            }
        }
    }
}
