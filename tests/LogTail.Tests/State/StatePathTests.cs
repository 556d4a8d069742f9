using LogTail.State;

namespace LogTail.Tests.State;

public sealed class StatePathTests
{
    [Theory]
    [InlineData("/mine", "/systemd", "/xdg", "/home/u", "/mine", true)]
    [InlineData(null, "/systemd:/other", "/xdg", "/home/u", "/systemd", true)]
    [InlineData(null, null, "/xdg", "/home/u", "/xdg/logtail", false)]
    [InlineData(null, null, "relative", "/home/u", "/home/u/.local/state/logtail", false)]
    [InlineData(null, null, null, null, null, false)]
    public void The_nearest_wish_decides(string? option, string? systemd, string? xdg, string? home, string? expected, bool isChosen)
    {
        var environment = new Dictionary<string, string?> { ["STATE_DIRECTORY"] = systemd, ["XDG_STATE_HOME"] = xdg, ["HOME"] = home };
        var path = StatePath.Choose(option, name => environment.GetValueOrDefault(name));
        Assert.Equal(expected, path?.Folder);
        Assert.Equal(isChosen, path?.IsChosen ?? false);
    }
}
