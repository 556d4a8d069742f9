using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LogTail.State;

/// <summary>
/// Writes the elements of a state file; all numbers are little-endian. One writer serves for one file after the other: as much garbage as a large
/// state would make each second calls the collector, and lines wait for it.
/// </summary>
internal sealed class StateWriter
{
    private const int LeastCapacity = 4096;

    // More room than so many times what was written is given back.
    private const int MostSpare = 4;

    // Invariant: 0 <= _length <= _bytes.Length. Bytes before _length are written.
    private byte[] _bytes = new byte[LeastCapacity];
    private int _length;

    /// <summary>Valid until the next element or <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        if (_bytes.Length > LeastCapacity && _bytes.Length / MostSpare > _length)
        {
            _bytes = new byte[Math.Max(LeastCapacity, _length)];
        }

        _length = 0;
    }

    public void Add(byte value) => Room(sizeof(byte))[0] = value;

    public void Add(bool value) => Add(value ? (byte)1 : (byte)0);

    public void Add(int value) => BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);

    public void Add(uint value) => Add(unchecked((int)value));

    public void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);

    public void Add(ulong value) => Add(unchecked((long)value));

    public void Add(double value) => Add(BitConverter.DoubleToInt64Bits(value));

    public void Add(ReadOnlySpan<long> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    /// <summary>Bytes without their number.</summary>
    public void AddRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Bytes with their number.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        AddRaw(bytes);
    }

    /// <summary>A name or a path, in UTF-8.</summary>
    public void Add(string text) => Add(Encoding.UTF8.GetBytes(text).AsSpan());

    /// <summary>A text of a log line, char by char, because it need not be well formed.</summary>
    public void AddChars(string text) => Add(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>What is added from here to <see cref="End"/> are bytes with their number, which is not known yet.</summary>
    /// <returns>To be given to <see cref="End"/>.</returns>
    public int Begin()
    {
        Add(0);
        return _length;
    }

    /// <param name="start">What <see cref="Begin"/> returned.</param>
    /// <returns>The bytes, valid as <see cref="Written"/> is.</returns>
    public ReadOnlySpan<byte> End(int start)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start - sizeof(int)), _length - start);
        return _bytes.AsSpan(start, _length - start);
    }

    private Span<byte> Room(int length)
    {
        var start = _length;
        if (_bytes.Length - start < length)
        {
            Array.Resize(ref _bytes, Math.Max(start + length, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        _length = start + length;
        return _bytes.AsSpan(start, length);
    }
}
