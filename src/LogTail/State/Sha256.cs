using System.Buffers.Binary;
using System.Numerics;

namespace LogTail.State;

/// <summary>
/// SHA-256 (FIPS 180-4, §5 and §6.2) of short texts. The framework's own loads OpenSSL, 6 MB of it, which a daemon has no other use for.
/// </summary>
internal static class Sha256
{
    private const int BlockBytes = 64;
    private const int LengthBytes = sizeof(ulong);
    private const int Rounds = 64;
    private const int StateWords = 8;

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static readonly uint[] RoundConstants =
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ];

    /// <returns>32 bytes.</returns>
    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        // The first 32 bits of the fractional parts of the square roots of the first 8 primes.
        Span<uint> state = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];
        var rest = bytes;
        for (; rest.Length >= BlockBytes; rest = rest[BlockBytes..])
        {
            Add(state, rest[..BlockBytes]);
        }

        // A one bit, zeros, the number of bits: one block more, or two.
        Span<byte> last = stackalloc byte[2 * BlockBytes];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length + 1 + LengthBytes <= BlockBytes ? BlockBytes : 2 * BlockBytes)];
        BinaryPrimitives.WriteUInt64BigEndian(last[^LengthBytes..], (ulong)bytes.Length * 8);
        for (; !last.IsEmpty; last = last[BlockBytes..])
        {
            Add(state, last[..BlockBytes]);
        }

        var hash = new byte[StateWords * sizeof(uint)];
        for (var i = 0; i < StateWords; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), state[i]);
        }

        return hash;
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[Rounds];
        Extend(block, schedule);
        Span<uint> work = stackalloc uint[StateWords];
        state.CopyTo(work);
        for (var i = 0; i < Rounds; i++)
        {
            var (a, b, c, e, f, g) = (work[0], work[1], work[2], work[4], work[5], work[6]);
            var choice = (e & f) ^ (~e & g);
            var majority = (a & b) ^ (a & c) ^ (b & c);
            var first = work[7] + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + choice + RoundConstants[i] + schedule[i];
            var second = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + majority;
            work[..^1].CopyTo(work[1..]);
            work[4] += first;
            work[0] = first + second;
        }

        for (var i = 0; i < StateWords; i++)
        {
            state[i] += work[i];
        }
    }

    private static void Extend(ReadOnlySpan<byte> block, Span<uint> schedule)
    {
        for (var i = 0; i < BlockBytes / sizeof(uint); i++)
        {
            schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        }

        for (var i = BlockBytes / sizeof(uint); i < Rounds; i++)
        {
            var (near, far) = (schedule[i - 2], schedule[i - 15]);
            schedule[i] = schedule[i - 16] + schedule[i - 7] + (Turn(near, 17) ^ Turn(near, 19) ^ (near >> 10)) + (Turn(far, 7) ^ Turn(far, 18) ^ (far >> 3));
        }
    }

    private static uint Turn(uint word, int bits) => BitOperations.RotateRight(word, bits);
}
