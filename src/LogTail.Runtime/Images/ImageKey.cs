using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace LogTail.Runtime.Images;

/// <summary>
/// Everything that an image depends on, so that a cached one is either exactly what a new compilation would make, or not found. No cryptographic hash:
/// the library that has one takes longer to load than an image does, so the whole key is kept with the image and compared.
/// </summary>
public sealed class ImageKey
{
    // Odd, without pattern: digits of the square root of 2.
    private const ulong Factor = 0x6A09E667F3BCC909;

    private readonly byte[] _bytes;

    private ImageKey(byte[] bytes)
    {
        _bytes = bytes;
        FileName = NameOf(bytes);
    }

    /// <summary>All of it; equal for equal keys only.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>16 lower-case hexadecimal digits; the same for different keys once in a lifetime at most.</summary>
    public string FileName { get; }

    /// <summary>The key of a program.</summary>
    /// <param name="programName">File name of the program; it is in the image, as the <c>prog</c> label.</param>
    /// <param name="programText">The whole text.</param>
    /// <param name="options">Whatever else the compiler is told, in any fixed spelling.</param>
    /// <param name="compiler">The assemblies that turn text into images and that images stand on, in a fixed order. Their module
    /// version ids count, so any change to them is a new compiler.</param>
    public static ImageKey Of(string programName, string programText, string options, IEnumerable<Assembly> compiler)
    {
        var key = new ArrayBufferWriter<byte>();
        Append(key, programName);
        Append(key, programText);
        Append(key, options);
        Append(key, RuntimeInformation.FrameworkDescription);
        foreach (var assembly in compiler)
        {
            key.Write(assembly.ManifestModule.ModuleVersionId.ToByteArray());
        }

        return new ImageKey(key.WrittenSpan.ToArray());
    }

    // With its length, so that no two lists of texts read the same.
    private static void Append(ArrayBufferWriter<byte> key, string text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(key.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(text));
        key.Advance(sizeof(int));
        key.Advance(Encoding.UTF8.GetBytes(text, key.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }

    private static string NameOf(ReadOnlySpan<byte> bytes)
    {
        var (high, low) = (uint.MaxValue, (uint)bytes.Length);
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!bytes.IsEmpty)
        {
            var length = Math.Min(bytes.Length, word.Length);
            word.Clear();
            bytes[..length].CopyTo(word);
            var value = BinaryPrimitives.ReadUInt64LittleEndian(word);
            high = BitOperations.Crc32C(high, value);
            low = BitOperations.Crc32C(low, unchecked(value * Factor));
            bytes = bytes[length..];
        }

        return (((ulong)high << 32) | low).ToString("x16", CultureInfo.InvariantCulture);
    }
}
