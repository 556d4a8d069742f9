using System.Buffers.Text;
using LogTail.Metrics.Storage;

namespace LogTail.Metrics;

/// <summary>
/// Scratch on which a program spells the label values of one series, so that finding it allocates nothing.
/// One per program; not thread-safe.
/// </summary>
public sealed class LabelBuffer
{
    private const int LongestNumber = 32;

    // Values longer than this lose their end.
    private readonly int _maxValueBytes;

    // Bytes before _length are spelled as LabelText says.
    private byte[] _bytes = new byte[256];
    private int _length;

    // Valid while _isHashed.
    private uint _hash;
    private bool _isHashed;

    public LabelBuffer()
        : this(int.MaxValue)
    {
    }

    /// <param name="maxValueBytes">The most UTF-8 bytes of one value: what is longer is cut at a character.</param>
    public LabelBuffer(int maxValueBytes) => _maxValueBytes = maxValueBytes;

    /// <summary>Number of values added since <see cref="Clear"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Whether one of the values is the empty text.</summary>
    public bool HasEmptyValue => LabelText.HasEmptyValue(Text);

    /// <summary>The labels of a scalar. Never added to.</summary>
    internal static LabelBuffer Empty { get; } = new();

    /// <summary>The values as <see cref="LabelText"/> spells them; valid until the next change.</summary>
    internal ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    internal uint Hash
    {
        get
        {
            if (!_isHashed)
            {
                _hash = LabelHash.Of(Text);
                _isHashed = true;
            }

            return _hash;
        }
    }

    /// <summary>Begins the labels of another series.</summary>
    public void Clear()
    {
        _length = 0;
        Count = 0;
        _isHashed = false;
    }

    /// <summary>Adds a text of a line (<see cref="LineText"/>).</summary>
    public void Add(ReadOnlySpan<char> value)
    {
        Reserve(LineText.MaxBytes(value.Length) + 1);
        var written = LineText.ToUtf8(value, _bytes.AsSpan(_length));
        End(written <= _maxValueBytes ? written : LabelText.Cut(_bytes.AsSpan(_length, written), _maxValueBytes));
    }

    /// <summary>Adds a number in decimal.</summary>
    public void Add(long value)
    {
        Reserve(LongestNumber);
        if ((ulong)value is >= 100 and < 1000)
        {
            // Statuses of HTTP: by far the most frequent numbers in labels.
            End(WriteThreeDigits((uint)value));
            return;
        }

        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out var written);
        End(written);
    }

    /// <summary>Adds a number as <see cref="GoFormat.G"/> writes it.</summary>
    public void Add(double value)
    {
        Reserve(LongestNumber);
        GoFormat.TryG(value, _bytes.AsSpan(_length), out var written);
        End(written);
    }

    /// <summary>Takes over whole label values as they were kept.</summary>
    internal void Restore(ReadOnlySpan<byte> labelText)
    {
        Clear();
        Reserve(labelText.Length);
        labelText.CopyTo(_bytes);
        _length = labelText.Length;
        Count = labelText.Count(LabelText.EndOfValue);
    }

    private void End(int valueLength)
    {
        _bytes[_length + valueLength] = LabelText.EndOfValue;
        _length += valueLength + 1;
        Count++;
        _isHashed = false;
    }

    private int WriteThreeDigits(uint value)
    {
        var digits = _bytes.AsSpan(_length, 3);
        digits[2] = (byte)('0' + (value % 10));
        digits[1] = (byte)('0' + (value / 10 % 10));
        digits[0] = (byte)('0' + (value / 100));
        return digits.Length;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_length + count), _bytes.Length * 2));
        }
    }
}
