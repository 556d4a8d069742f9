using LogTail.Runtime.Images;

namespace LogTail.Tests.Runtime.Images;

public sealed class Crc32CTests
{
    // The check value of the catalogue of CRC algorithms, and the examples of RFC 3720, appendix B.4.
    [Fact]
    public void Agrees_with_published_values()
    {
        Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AA, Crc32C.Of(new byte[32]));
        Assert.Equal(0x46DD794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
    }
}
