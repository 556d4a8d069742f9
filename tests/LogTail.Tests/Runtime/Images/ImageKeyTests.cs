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
        Assert.Equal(keys.Length, keys.Select(key => Convert.ToHexString(key.Bytes.Span)).Distinct().Count());
        Assert.Equal(keys.Length, keys.Select(key => key.FileName).Distinct().Count());
        var again = ImageKey.Of("a", "text", "", [assembly]);
        Assert.Equal((keys[5].FileName, Convert.ToHexString(keys[5].Bytes.Span)), (again.FileName, Convert.ToHexString(again.Bytes.Span)));
    }

    // Of n names of 64 bits n²/2 pairs may clash: among 200,000 one in a billion times.
    [Fact]
    public void Programs_that_differ_in_little_have_other_file_names()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 200_000; i++)
        {
            Assert.True(names.Add(ImageKey.Of("a.mtail", $"counter c{i}\n/x{i % 7}/ {{\n  c{i}++\n}}\n", "1024 100 ", []).FileName));
        }
    }
}
