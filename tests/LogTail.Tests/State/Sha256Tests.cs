using System.Security.Cryptography;
using System.Text;
using LogTail.State;

namespace LogTail.Tests.State;

public sealed class Sha256Tests
{
    // The examples of FIPS 180-4 (NIST, "SHA256.pdf"), and the empty text.
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Hashes_the_examples_of_the_standard(string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Sha256.Of(Encoding.ASCII.GetBytes(text))));

    // Every place of the end within a block, which is where padding goes wrong.
    [Fact]
    public void Hashes_texts_of_any_length_as_the_framework_does()
    {
        var bytes = new byte[300];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(SHA256.HashData(bytes.AsSpan(0, length)), Sha256.Of(bytes.AsSpan(0, length)));
        }
    }
}
