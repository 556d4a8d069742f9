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

    [Fact]
    public void Runs_with_other_programs_or_logs_do_not_share_a_folder_that_nobody_chose()
    {
        var path = StatePath.Choose(null, name => name == "HOME" ? "/home/u" : null)!;
        var folder = path.For(["/etc/a.mtail"], ["/var/log/*.log"]).Folder;

        Assert.Equal("/home/u/.local/state/logtail", Path.GetDirectoryName(folder));
        Assert.Equal(folder, path.For(["/etc/x/../a.mtail"], ["/var/log/*.log"]).Folder);
        Assert.NotEqual(folder, path.For(["/etc/b.mtail"], ["/var/log/*.log"]).Folder);
        Assert.NotEqual(folder, path.For(["/etc/a.mtail"], ["/var/log/a.log"]).Folder);
    }

    [Fact]
    public void A_chosen_folder_is_used_as_it_is()
    {
        var path = StatePath.Choose("/mine", _ => null)!;

        Assert.Equal("/mine", path.For(["/etc/a.mtail"], ["/var/log/*.log"]).Folder);
    }
}
