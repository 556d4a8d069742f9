namespace LogTail.Tailing.Lines;

/// <summary>
/// What is remembered of the first bytes that were read of a file: the very first as they are, more of them by a fingerprint.
/// There is no minimum: a file of which nothing was read matches everything, rightly, as reading it anew loses nothing.
/// </summary>
internal sealed class Head
{
    /// <summary>Bytes that the fingerprint covers.</summary>
    public const int Capacity = 1024;

    /// <summary>Bytes that are remembered as they are. There are as many heads as files.</summary>
    public const int KeptBytes = 256;

    // Room for the first Length bytes, of which those are set, until they are Capacity; only KeptBytes from then on.
    private byte[] _bytes = [];
    private Fingerprint _fingerprint;

    /// <summary>Bytes covered.</summary>
    public int Length { get; private set; }

    /// <summary>Stands for the covered bytes where they themselves are not at hand.</summary>
    public BytesMark Mark => Length < Capacity ? BytesMark.Of(Known) : new BytesMark(Length, _fingerprint.High, _fingerprint.Low);

    /// <summary>The file was read on.</summary>
    /// <param name="offset">Where these bytes are. Only those that follow on what is covered count.</param>
    /// <param name="bytes">The bytes.</param>
    public void Append(long offset, ReadOnlySpan<byte> bytes)
    {
        if (Length == Capacity || offset > Length || offset + bytes.Length <= Length)
        {
            return;
        }

        var added = bytes[(int)(Length - offset)..];
        added = added[..Math.Min(added.Length, Capacity - Length)];
        if (_bytes.Length - Length < added.Length)
        {
            // Where each line is a read, an array for each would be most of what the collector has to do.
            Array.Resize(ref _bytes, Math.Clamp(2 * Length, Length + added.Length, Capacity));
        }

        added.CopyTo(_bytes.AsSpan(Length));
        Length += added.Length;
        if (Length == Capacity)
        {
            _fingerprint = Fingerprint.Of(_bytes);
            _bytes = _bytes[..KeptBytes];
        }
    }

    public Head Copy() => new() { _bytes = Known.ToArray(), _fingerprint = _fingerprint, Length = Length };

    private ReadOnlySpan<byte> Known => _bytes.AsSpan(0, Math.Min(Length, _bytes.Length));

    /// <summary>Whether a file may begin with the covered bytes: nothing that is remembered speaks against it.</summary>
    /// <param name="start">Its first bytes: as many as it has, or at least <see cref="Capacity"/>.</param>
    public bool Fits(ReadOnlySpan<byte> start)
    {
        var known = Math.Min(start.Length, Known.Length);
        return start[..known].SequenceEqual(Known[..known])
            && (Length < Capacity || start.Length < Capacity || Fingerprint.Of(start[..Capacity]) == _fingerprint);
    }
}
