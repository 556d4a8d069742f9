using Confluent.Kafka;

namespace LogTail.Tailing.Kafka;

/// <content>
/// The group: which partitions are ours, from where they are read, and what is committed. All of it on the reading thread, from inside the
/// client's calls.
/// </content>
internal sealed partial class KafkaSource
{
    // Assigned to us now. The value: whether its end was seen since.
    private readonly Dictionary<TopicPartition, bool> _assigned = [];

    // What the group knows of us, so that nothing is committed twice.
    private readonly Dictionary<TopicPartition, long> _committed = [];

    // Handed over with a commit that the group refused because it was being rebalanced. Committed when that is over.
    private readonly Dictionary<TopicPartition, long> _owed = [];

    private CancellationToken _hurry;
    private long _lastCommit;
    private bool _hasCaughtUp;

    // Nothing of these partitions is on its way to us from an earlier assignment, so what is consumed is what counts.
    private IEnumerable<TopicPartitionOffset> Assigned(IConsumer<Ignore, byte[]?> consumer, List<TopicPartition> partitions)
    {
        _progress.WaitUntilConsumed(_hurry);
        CommitOwed(consumer);
        var ofGroup = CommittedOf(consumer, partitions);
        if (partitions.Any(partition => MayBeOwed(consumer, partition, ofGroup)))
        {
            _hurry.WaitHandle.WaitOne(options.TimeForOthers);
            ofGroup = CommittedOf(consumer, partitions);
        }

        var starts = new List<TopicPartitionOffset>();
        foreach (var partition in partitions)
        {
            _assigned[partition] = false;
            starts.Add(new TopicPartitionOffset(partition, StartOf(consumer, partition, ofGroup.GetValueOrDefault(partition))));
        }

        CheckCaughtUp();
        return starts;
    }

    // There are messages after what is committed. A member that was refused while the group was rebalanced may have read them, and will say so now.
    private bool MayBeOwed(IConsumer<Ignore, byte[]?> consumer, TopicPartition partition, Dictionary<TopicPartition, long?> ofGroup)
    {
        try
        {
            var known = Math.Max(_progress.Of(partition) ?? -1, ofGroup.GetValueOrDefault(partition) ?? -1);
            var limits = consumer.QueryWatermarkOffsets(partition, BrokerPatience);
            return limits.High.Value > Math.Max(known, limits.Low.Value);
        }
        catch (KafkaException)
        {
            // It is asked again below, and told then.
            return false;
        }
    }

    // The partitions are ours no more, but the group takes positions from any member. Whoever has them now may have gone on.
    private void CommitOwed(IConsumer<Ignore, byte[]?> consumer)
    {
        if (_owed.Count == 0)
        {
            return;
        }

        var known = CommittedOf(consumer, [.. _owed.Keys]);
        TopicPartitionOffset[] greater =
            [.. _owed.Where(owed => owed.Value > (known.GetValueOrDefault(owed.Key) ?? -1)).Select(owed => new TopicPartitionOffset(owed.Key, owed.Value))];
        _owed.Clear();
        TryCommit(consumer, greater, out _);
    }

    /// <summary>
    /// The greater of what we consumed and what the group committed: we may have been stopped between a checkpoint and its commit, and others
    /// may have read on meanwhile.
    /// </summary>
    private Offset StartOf(IConsumer<Ignore, byte[]?> consumer, TopicPartition partition, long? committed)
    {
        var ours = _progress.Of(partition);
        try
        {
            var limits = consumer.QueryWatermarkOffsets(partition, BrokerPatience);
            var start = Math.Max(ours ?? -1, committed ?? -1);
            if (start < 0)
            {
                start = options.FromOldest ? limits.Low.Value : limits.High.Value;
            }
            else if (start > limits.High.Value)
            {
                // Fewer messages than were consumed: the topic was made anew.
                observer.Truncated($"{Name}:{partition.Topic}[{partition.Partition.Value}]", start, limits.High.Value);
                start = limits.Low.Value;
            }
            else if (start < limits.Low.Value)
            {
                observer.MessagesExpired(partition.Topic, partition.Partition.Value, limits.Low.Value - start);
                start = limits.Low.Value;
            }

            Stands(partition, start);
            return start;
        }
        catch (KafkaException fault)
        {
            observer.Failed(Name, fault.Error.Reason);
            return Math.Max(ours ?? -1, committed ?? -1) is >= 0 and var known ? known : Offset.Unset;
        }
    }

    private void Stands(TopicPartition partition, long offset)
    {
        var position = new KafkaPosition(partition.Topic, partition.Partition.Value, offset);
        _progress.Stands(position);
        observer.StandsInKafka(position);
    }

    private Dictionary<TopicPartition, long?> CommittedOf(IConsumer<Ignore, byte[]?> consumer, List<TopicPartition> partitions)
    {
        try
        {
            var committed = consumer.Committed(partitions, BrokerPatience);
            foreach (var known in committed.Where(known => known.Offset.Value >= 0))
            {
                _committed[known.TopicPartition] = known.Offset.Value;
            }

            return committed.ToDictionary(known => known.TopicPartition, known => known.Offset.Value >= 0 ? (long?)known.Offset.Value : null);
        }
        catch (KafkaException fault)
        {
            observer.Failed(Name, fault.Error.Reason);
            return [];
        }
    }

    // Another member will read on from what is committed: so everything that was read is consumed, kept and committed first.
    private void Revoked(IConsumer<Ignore, byte[]?> consumer, List<TopicPartitionOffset> partitions)
    {
        // Messages taken from the client but not sent yet would otherwise come to nobody: they are ours.
        Send(_hurry);
        _progress.WaitUntilConsumed(_hurry);
        if (!_hurry.IsCancellationRequested)
        {
            BeforeHandingOver?.Invoke().GetAwaiter().GetResult();
        }

        // In a hurry nothing was kept, so that it must be read again.
        if (!_hurry.IsCancellationRequested || !options.CommitsCheckpointsOnly)
        {
            Commit(consumer, partitions.Select(partition => partition.TopicPartition), isHandingOver: true);
        }

        Forget(partitions);
    }

    // The group gave us up, and another member began where we last committed. Nothing can be committed any more.
    private void Lost(IConsumer<Ignore, byte[]?> consumer, List<TopicPartitionOffset> partitions)
    {
        _progress.WaitUntilConsumed(_hurry);
        foreach (var partition in partitions.Select(partition => partition.TopicPartition))
        {
            var uncommitted = (_progress.Of(partition) ?? 0) - _committed.GetValueOrDefault(partition);
            observer.PartitionLost(partition.Topic, partition.Partition.Value, Math.Max(0, uncommitted));
        }

        Forget(partitions);
    }

    private void Forget(List<TopicPartitionOffset> partitions)
    {
        foreach (var partition in partitions)
        {
            _assigned.Remove(partition.TopicPartition);
            _committed.Remove(partition.TopicPartition);
        }
    }

    private void CommitWhatIsDue(IConsumer<Ignore, byte[]?> consumer)
    {
        if (options.CommitsCheckpointsOnly)
        {
            if (_checkpointed is { } kept)
            {
                _checkpointed = null;
                Commit(consumer, kept.Select(position => new TopicPartitionOffset(position.Topic, position.Partition, position.Offset)), isHandingOver: false);
            }
        }
        else if (clock.GetElapsedTime(_lastCommit) >= CommitInterval)
        {
            _lastCommit = clock.GetTimestamp();
            Commit(consumer, _assigned.Keys, isHandingOver: false);
        }
    }

    private void Commit(IConsumer<Ignore, byte[]?> consumer, IEnumerable<TopicPartition> partitions, bool isHandingOver) =>
        Commit(
            consumer,
            from partition in partitions
            let consumed = _progress.Of(partition)
            where consumed is not null
            select new TopicPartitionOffset(partition, consumed.Value),
            isHandingOver);

    private void Commit(IConsumer<Ignore, byte[]?> consumer, IEnumerable<TopicPartitionOffset> offsets, bool isHandingOver)
    {
        TopicPartitionOffset[] news =
            [.. offsets.Where(offset => _assigned.ContainsKey(offset.TopicPartition)
                && (!_committed.TryGetValue(offset.TopicPartition, out var known) || known != offset.Offset.Value))];
        if (TryCommit(consumer, news, out var isRebalancing))
        {
            foreach (var offset in news)
            {
                _committed[offset.TopicPartition] = offset.Offset.Value;
            }
        }
        else if (isHandingOver && isRebalancing)
        {
            foreach (var offset in news)
            {
                _owed[offset.TopicPartition] = offset.Offset.Value;
            }
        }
    }

    private bool TryCommit(IConsumer<Ignore, byte[]?> consumer, TopicPartitionOffset[] offsets, out bool isRebalancing)
    {
        isRebalancing = false;
        try
        {
            if (offsets.Length > 0)
            {
                consumer.Commit(offsets);
            }

            return true;
        }
        catch (KafkaException fault)
        {
            // The next commit, or the one after the rebalance, makes up for it.
            isRebalancing = fault.Error.Code == ErrorCode.RebalanceInProgress;
            if (!isRebalancing)
            {
                observer.Failed(Name, $"the group did not take what was committed: {fault.Error.Reason}");
            }

            return false;
        }
    }

    private void ReachedEnd(TopicPartition partition)
    {
        if (_assigned.ContainsKey(partition))
        {
            _assigned[partition] = true;
            CheckCaughtUp();
        }
    }

    private void CheckCaughtUp()
    {
        if (!_hasCaughtUp && _assigned.Values.All(isAtEnd => isAtEnd))
        {
            _hasCaughtUp = true;
            Send(_hurry);
            _progress.WaitUntilConsumed(_hurry);
            observer.CaughtUpWithKafka();
        }
    }

    private void Close(IConsumer<Ignore, byte[]?> consumer)
    {
        try
        {
            consumer.Close();
        }
        catch (KafkaException fault)
        {
            observer.Failed(Name, fault.Error.Reason);
        }
    }
}
