using LogTail.Tailing.Kafka;

namespace LogTail.Tailing;

/// <summary>
/// Told what happens while following. Called on the tailer's own threads: implementations must be quick, must not throw and must
/// be safe to call from several threads. Each method does nothing unless implemented.
/// </summary>
public interface ITailObserver
{
    /// <summary>What is there at the start was found, and it was told where each file stands; no line was handed over yet.</summary>
    void Begun()
    {
    }

    /// <summary>A file is followed from now on.</summary>
    /// <param name="source">The path as the pattern found it.</param>
    /// <param name="identity">Which file that is.</param>
    /// <param name="offset">First byte that will be read.</param>
    void Opened(string source, FileIdentity identity, long offset)
    {
    }

    /// <summary>The path means another file now; the former one is read to its end first and watched for late lines.</summary>
    void Rotated(string source, FileIdentity former, FileIdentity current, Rotation rotation)
    {
    }

    /// <summary>The path means no file at present. The former one stays open and is read to its end.</summary>
    void Vanished(string source, FileIdentity former)
    {
    }

    /// <summary>The file is shorter than what was read of it, or its bytes were replaced; it is read from byte 0 again.</summary>
    /// <param name="source">The path.</param>
    /// <param name="offset">Up to where it had been read.</param>
    /// <param name="newLength">Its length when that was noticed.</param>
    void Truncated(string source, long offset, long newLength)
    {
    }

    /// <summary>A file is not followed any more: it was rotated or deleted, read to its end and quiet.</summary>
    /// <param name="source">The path under which its lines were delivered.</param>
    /// <param name="identity">Which file that was.</param>
    /// <param name="offset">Up to where it was read.</param>
    void Closed(string source, FileIdentity identity, long offset)
    {
    }

    /// <summary>
    /// Where a file stands for another reason than that lines of it were consumed: it was opened, closed, truncated, or recognized as a copy.
    /// </summary>
    /// <param name="position">Holds once the batches before it are consumed.</param>
    /// <param name="after">The number of the last of them (<see cref="LineBatch.Sequence"/>); 0 for none.</param>
    void Stands(SourcePosition position, long after)
    {
    }

    /// <summary>There is no such file any more: its bytes are read on in another one.</summary>
    /// <param name="identity">Which file.</param>
    /// <param name="after">As for <see cref="Stands"/>.</param>
    void Gone(FileIdentity identity, long after)
    {
    }

    /// <summary>
    /// What happened to the files and beside them before some moment has been told, as far as it will be; of what happened later nobody may have been
    /// told yet. It may be earlier than what was told last: something appeared whose lines will be read, or not, when it is clear what it is.
    /// </summary>
    /// <param name="nanos">That moment, nanoseconds since 1970.</param>
    /// <param name="after">As for <see cref="Stands"/>.</param>
    void SawUntil(long nanos, long after)
    {
    }

    /// <summary>All files that were there at the start are read to where they ended then. Told once.</summary>
    /// <param name="after">Number of the last batch of theirs; 0 for none.</param>
    void CaughtUp(long after)
    {
    }

    /// <summary>A file that an earlier run had followed is not to be found: what it held after this place, if anything, is lost.</summary>
    void LostFile(string source, long offset)
    {
    }

    /// <summary>Lines that the followed file does not hold any more are read from another file beside it.</summary>
    /// <param name="source">The path that the lines belong to.</param>
    /// <param name="from">The file that still has them.</param>
    /// <param name="offset">First byte of <paramref name="from"/> that is read.</param>
    void Recovered(string source, string from, long offset)
    {
    }

    /// <summary>So many of the lines that were handed over had left their path before they were read.</summary>
    void LinesRecovered(Recovery recovery, int count)
    {
    }

    /// <summary>A whole generation was found that came and went between two looks, or while nothing was running.</summary>
    void FoundUnseen(string source)
    {
    }

    /// <summary>
    /// Whether what was consumed up to a batch is on disk, so that a file that ends there may be closed. Asked again until it is; who keeps no
    /// checkpoints says yes at once.
    /// </summary>
    /// <param name="batch">Its number (<see cref="LineBatch.Sequence"/>); 0 for none.</param>
    bool IsDurable(long batch) => true;

    /// <summary>What is followed at the moment. Told every few seconds.</summary>
    void Surveyed(TailSurvey survey)
    {
    }

    /// <summary>A call of the system failed on a log. Told each time, unlike <see cref="Failed"/>.</summary>
    /// <param name="errno">The name of the error: <c>EACCES</c>, <c>EMFILE</c>, <c>ESTALE</c>, <c>EIO</c> …</param>
    void CallFailed(string errno)
    {
    }

    /// <summary>
    /// Bytes were gone before they could be read, and nobody kept them. At least so many: what was written after the last look at the file's length
    /// and truncated before the next one left no trace that anybody could count.
    /// </summary>
    void Lost(string source, long bytes)
    {
    }

    /// <summary>Nothing has this name, or matches this pattern, yet. Told once; it is waited for.</summary>
    void Awaited(string pattern)
    {
    }

    /// <summary>What has this name cannot be followed (a directory, a device, a compressed file). Told once per file.</summary>
    void Refused(string source, string reason)
    {
    }

    /// <summary>A file could not be opened or read. It is tried again with every sweep.</summary>
    void Failed(string source, string reason)
    {
    }

    /// <summary>Lines were longer than the limit and were cut there.</summary>
    /// <param name="source">The path.</param>
    /// <param name="count">How many such lines.</param>
    /// <param name="offset">Where the last of them begins.</param>
    void LinesCut(string source, long count, long offset)
    {
    }

    /// <summary>NUL bytes at the beginning of a line were left out: what a hole in the file reads as.</summary>
    void NulsSkipped(string source, long count)
    {
    }

    /// <summary>Events are used, or no longer used.</summary>
    void WakeModeChanged(WakeMode mode, string reason)
    {
    }

    /// <summary>The kernel dropped events because too many were waiting; everything was looked at instead.</summary>
    void EventsOverflowed()
    {
    }

    /// <summary>From where a partition of Kafka is read on. Nothing of it is on its way.</summary>
    void StandsInKafka(KafkaPosition position)
    {
    }

    /// <summary>All partitions that this member was given are read, and consumed, to where they ended then. Told once.</summary>
    void CaughtUpWithKafka()
    {
    }

    /// <summary>Messages were deleted by Kafka's retention before they could be read.</summary>
    void MessagesExpired(string topic, int partition, long count)
    {
    }

    /// <summary>
    /// The group gave a partition to another member without asking: it did not hear from us in time. Lines that we consumed and had not yet
    /// committed are consumed by that one as well.
    /// </summary>
    void PartitionLost(string topic, int partition, long uncommitted)
    {
    }
}
