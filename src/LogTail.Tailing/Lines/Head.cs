namespace LogTail.Tailing.Lines;

/// <summary>
/// What is remembered of the first bytes that were read of a file: the bytes themselves while they are few, then their fingerprint.
/// There is no minimum: a file of which nothing was read matches everything, rightly, as reading it anew loses nothing.
/// </summary>
internal sealed class Head
{
    public const int Capacity = 1024;

    private byte[]? _bytes = [];
    private Fingerprint _fingerprint;

    /// <summary>Bytes covered.</summary>
    public int Length { get; private set; }

    /// <summary>The file was read on.</summary>
    /// <param name="offset">Where these bytes are. Only those that follow on what is covered count.</param>
    /// <param name="bytes">The bytes.</param>
    public void Append(long offset, ReadOnlySpan<byte> bytes)
    {
        if (_bytes is null || offset > Length || offset + bytes.Length <= Length)
        {
            return;
        }

        var added = bytes[(int)(Length - offset)..];
        added = added[..Math.Min(added.Length, Capacity - Length)];
        _bytes = [.. _bytes, .. added];
        Length += added.Length;
        if (Length == Capacity)
        {
            _fingerprint = Fingerprint.Of(_bytes);
            _bytes = null;
        }
    }

    public void Clear()
    {
        _bytes = [];
        Length = 0;
    }

    /// <summary>Whether a file begins with the covered bytes.</summary>
    /// <param name="start">Its first bytes: as many as it has, or at least <see cref="Capacity"/>.</param>
    public bool IsStartOf(ReadOnlySpan<byte> start) =>
        start.Length >= Length && (_bytes is null ? Fingerprint.Of(start[..Length]) == _fingerprint : start.StartsWith(_bytes));
}
