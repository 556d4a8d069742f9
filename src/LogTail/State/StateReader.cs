using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LogTail.State;

/// <summary>Reads what <see cref="StateWriter"/> wrote. Every length is checked before it is believed.</summary>
internal ref struct StateReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public readonly int Left => _rest.Length;

    public byte Byte() => Take(1).Span[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new StateFormatException("a flag is neither 0 nor 1"),
    };

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);

    public uint UInt() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)).Span);

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);

    public ulong ULong() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)).Span);

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    /// <summary>A number of things that take at least so many bytes each.</summary>
    public int Count(int leastBytes)
    {
        var count = Int();
        return count >= 0 && (long)count * leastBytes <= _rest.Length ? count : throw Short();
    }

    public ReadOnlyMemory<byte> Bytes() => Take(Count(1));

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public string Chars() => MemoryMarshal.Cast<byte, char>(Bytes().Span).ToString();

    public ReadOnlyMemory<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw Short();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static StateFormatException Short() => new("it ends too early");
}
