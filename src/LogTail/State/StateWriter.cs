using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LogTail.State;

/// <summary>Writes the elements of a state file; all numbers are little-endian.</summary>
internal sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public void Add(byte value) => _bytes.Write([value]);

    public void Add(bool value) => Add(value ? (byte)1 : (byte)0);

    public void Add(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    public void Add(uint value) => Add(unchecked((int)value));

    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

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
    public void AddRaw(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

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
}
