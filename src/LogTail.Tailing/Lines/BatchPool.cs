using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace LogTail.Tailing.Lines;

/// <summary>
/// All batches there are. That there are only so many is what slows the readers when programs are slow: a reader without a
/// batch does not read. Safe from any thread.
/// </summary>
internal sealed class BatchPool
{
    /// <summary>Bytes read at once.</summary>
    public const int BlockBytes = 256 * 1024;

    // A block and the held beginning of its first line, unless that is very long.
    private const int LargeChars = BlockBytes + (16 * 1024);

    private const int LargeBatches = 4;
    private const int SmallBatches = 32;
    private const int SmallChars = 8 * 1024;

    // Of many logs that are written slowly each brings a line or two at a time.
    private const int TinyBatches = 256;
    private const int TinyChars = 1024;

    private readonly Channel<LineBatch> _large = Channel.CreateUnbounded<LineBatch>();
    private readonly ConcurrentQueue<LineBatch> _small = new();
    private readonly ConcurrentQueue<LineBatch> _tiny = new();

    private readonly Lock _gate = new();

    // What the last very long line needed: the next one takes it, unless the collector came first. Guarded by _gate.
    private readonly WeakReference<char[]?> _longText = new(null);

    // Set by a reader that found no batch and goes to wait; whoever returns one then wakes it.
    private volatile bool _isAwaited;

    public BatchPool()
    {
        for (var i = 0; i < LargeBatches; i++)
        {
            _large.Writer.TryWrite(new LineBatch(this, LargeChars));
        }

        for (var i = 0; i < SmallBatches; i++)
        {
            _small.Enqueue(new LineBatch(this, SmallChars));
        }

        for (var i = 0; i < TinyBatches; i++)
        {
            _tiny.Enqueue(new LineBatch(this, TinyChars));
        }
    }

    /// <summary>Batches in the hands of readers or consumers at most.</summary>
    public const int Capacity = LargeBatches + SmallBatches + TinyBatches;

    /// <summary>Called, on any thread, when a batch came back after <see cref="TryRent"/> had none.</summary>
    public Action Returned { get; set; } = () => { };

    /// <summary>A batch for any block.</summary>
    public bool TryRent([NotNullWhen(true)] out LineBatch? batch)
    {
        if (_large.Reader.TryRead(out batch))
        {
            return true;
        }

        _isAwaited = true;
        // One may have come back before the flag was up.
        return _large.Reader.TryRead(out batch);
    }

    /// <summary>Waits for a batch: for sources that have a thread or task of their own.</summary>
    public ValueTask<LineBatch> RentAsync(CancellationToken cancellationToken) => _large.Reader.ReadAsync(cancellationToken);

    /// <summary>Changes a large batch, not yet used, for a smaller one where that is enough and there is one.</summary>
    public LineBatch Exchange(LineBatch large, int bytes)
    {
        if ((bytes <= TinyChars && _tiny.TryDequeue(out var smaller)) || (bytes <= SmallChars && _small.TryDequeue(out smaller)))
        {
            Return(large);
            return smaller;
        }

        return large;
    }

    public void Return(LineBatch batch)
    {
        batch.Trim();
        if (batch.UsualChars != LargeChars)
        {
            (batch.UsualChars == TinyChars ? _tiny : _small).Enqueue(batch);
            return;
        }

        _large.Writer.TryWrite(batch);
        if (_isAwaited)
        {
            _isAwaited = false;
            Returned();
        }
    }

    /// <summary>Room for a text that is too long for any batch.</summary>
    /// <returns>At least so long; what it holds is undefined.</returns>
    public char[] RentText(int chars)
    {
        lock (_gate)
        {
            if (_longText.TryGetTarget(out var text) && text.Length >= chars)
            {
                _longText.SetTarget(null);
                return text;
            }
        }

        // Rounded up, so that a line that is a little longer finds room too.
        return GC.AllocateUninitializedArray<char>(((chars / BlockBytes) + 1) * BlockBytes);
    }

    public void ReturnText(char[] text)
    {
        lock (_gate)
        {
            _longText.SetTarget(text);
        }
    }
}
