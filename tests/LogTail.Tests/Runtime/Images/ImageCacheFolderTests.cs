using LogTail.Runtime.Images;

namespace LogTail.Tests.Runtime.Images;

public class ImageCacheFolderTests
{
    [Theory]
    [InlineData("/opt/cache", "/var/cache/logtail", "/x", "/home/me", "/opt/cache")]
    [InlineData(null, "/var/cache/logtail:/var/cache/other", "/x", "/home/me", "/var/cache/logtail/images")]
    [InlineData(null, null, "/x", "/home/me", "/x/logtail/images")]
    [InlineData(null, "", "relative", "/home/me", "/home/me/.cache/logtail/images")]
    [InlineData(null, null, null, null, null)]
    public void Takes_the_first_place_that_is_given(string? option, string? systemd, string? xdg, string? home, string? expected)
    {
        var environment = new Dictionary<string, string?>
        {
            ["CACHE_DIRECTORY"] = systemd,
            ["XDG_CACHE_HOME"] = xdg,
            ["HOME"] = home,
        };
        Assert.Equal(expected, ImageCacheFolder.Choose(option, environment.GetValueOrDefault));
    }
}
