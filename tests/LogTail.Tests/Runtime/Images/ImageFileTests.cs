using LogTail.Runtime.Images;

namespace LogTail.Tests.Runtime.Images;

public class ImageFileTests
{
    private static readonly ProgramImage Image = new("naïve.mtail", "LogTail.Emitted.EmittedProgram", new byte[] { 1, 2, 3, 250 });
    private static readonly byte[] Key = [7, 0, 8];

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        Assert.True(ImageFile.TryRead(ImageFile.ToBytes(Image, Key), out var key, out var image));
        Assert.Equal(Key, key.ToArray());
        Assert.Equal((Image.ProgramName, Image.EntryType), (image.ProgramName, image.EntryType));
        Assert.Equal(Image.Assembly.ToArray(), image.Assembly.ToArray());
    }

    [Fact]
    public void Refuses_a_file_with_any_byte_changed()
    {
        var bytes = ImageFile.ToBytes(Image, Key);
        for (var i = 0; i < bytes.Length; i++)
        {
            var harmed = bytes.ToArray();
            harmed[i] ^= 0x40;
            Assert.False(ImageFile.TryRead(harmed, out _, out _));
        }
    }

    [Fact]
    public void Refuses_a_file_cut_short_anywhere_or_too_long()
    {
        var bytes = ImageFile.ToBytes(Image, Key);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(ImageFile.TryRead(bytes.AsMemory(0, length), out _, out _));
        }

        Assert.False(ImageFile.TryRead(bytes.Append((byte)0).ToArray(), out _, out _));
    }
}
