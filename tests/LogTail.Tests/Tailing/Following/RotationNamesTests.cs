using LogTail.Tailing.Following;

namespace LogTail.Tests.Tailing.Following;

public sealed class RotationNamesTests
{
    [Theory]
    [InlineData("app.log.1", "app.log")]
    [InlineData("app.log.2.gz", "app.log")]
    [InlineData("app.log-20260131", "app.log")]
    [InlineData("app.log.2026-01-31T12:00:00Z", "app.log")]
    [InlineData("app-20260131.log", "app.log")]
    [InlineData("app.1.log", "app.log")]
    [InlineData("0.log.20260131-120000", "0.log")]
    [InlineData("messages.1", "messages")]
    [InlineData("@4000000065b2c3d4123abcde", "current")]
    [InlineData("@4000000065b2c3d4123abcde.s", "current")]
    [InlineData("@4000000065b2c3d4123abcde.s.gz", "current")]
    public void Rotation_adds_a_counter_or_a_date(string name, string original)
    {
        Assert.True(RotationNames.IsGeneration(original, name));
        Assert.Contains(original, RotationNames.PossibleOriginals(name));
    }

    [Theory]
    [InlineData("app.log.bak", "app.log")]
    [InlineData("app.log.orig", "app.log")]
    [InlineData("app-error.log", "app.log")]
    [InlineData(".app.log.X7fQ2z", "app.log")]
    public void A_copy_may_have_any_ending_but_is_no_generation(string name, string original)
    {
        Assert.False(RotationNames.IsGeneration(original, name));
        Assert.Contains(original, RotationNames.PossibleOriginals(name));
    }

    [Fact]
    public void Other_names_have_nothing_to_do_with_it()
    {
        Assert.DoesNotContain("app.log", RotationNames.PossibleOriginals("application.log"));
        Assert.DoesNotContain("app.log", RotationNames.PossibleOriginals("app.log"));
        Assert.DoesNotContain("current", RotationNames.PossibleOriginals("@40000000.s"));
        Assert.DoesNotContain("current", RotationNames.PossibleOriginals("4000000065b2c3d4123abcde.s"));
    }
}
