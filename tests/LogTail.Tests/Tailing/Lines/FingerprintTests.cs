using LogTail.Tailing.Lines;

namespace LogTail.Tests.Tailing.Lines;

public sealed class FingerprintTests
{
    // States on disk hold fingerprints: this is what they mean, whatever the faster way to them is.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_folds_words_of_eight_bytes_the_lowest_first_and_the_last_filled_up_with_zeros(int seed)
    {
        var random = new Random(seed);
        for (var length = 0; length < 100; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(Slowly(bytes), Fingerprint.Of(bytes));
        }
    }

    private static Fingerprint Slowly(byte[] bytes)
    {
        const ulong First = 0x6A09E667F3BCC909;
        const ulong Second = 0xBB67AE8584CAA73B;
        var high = First ^ (ulong)bytes.Length;
        var low = Second;
        foreach (var chunk in bytes.Chunk(8))
        {
            var word = chunk.Select((value, i) => (ulong)value << (8 * i)).Aggregate(0UL, (sum, value) => sum | value);
            high = Fold(high ^ word, Second);
            low = Fold(unchecked(low + word), First) ^ ((word << 29) | (word >> 35));
        }

        return new Fingerprint(Fold(high, First), Fold(low ^ high, Second));
    }

    private static ulong Fold(ulong value, ulong factor)
    {
        var product = (UInt128)value * factor;
        return unchecked((ulong)(product >> 64) + (ulong)product) ^ value;
    }
}
