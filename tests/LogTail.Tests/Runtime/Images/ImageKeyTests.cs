using LogTail.Runtime.Images;

namespace LogTail.Tests.Runtime.Images;

public class ImageKeyTests
{
    [Fact]
    public void Differs_with_everything_that_an_image_depends_on()
    {
        var assembly = typeof(ImageKey).Assembly;
        ImageKey[] keys =
        [
            ImageKey.Of("a", "text", "", []),
            ImageKey.Of("b", "text", "", []),
            ImageKey.Of("a", "texts", "", []),
            ImageKey.Of("at", "ext", "", []),
            ImageKey.Of("a", "text", "depth=1", []),
            ImageKey.Of("a", "text", "", [assembly]),
            ImageKey.Of("a", "text", "", [typeof(object).Assembly]),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[5], ImageKey.Of("a", "text", "", [assembly]));
    }
}
