using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential;

/// <summary>Programs as operators write them, for twenty daemons, in <c>operators/</c>: all together on one log they give what mtail gives.</summary>
public sealed class OperatorProgramTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "LogTail.Conformance", "operators");

    private static readonly string Log = Path.Combine(Folder, "lines.log");

    [PeerTheory(Mtail.Name)]
    [InlineData("prometheus")]
    [InlineData("json")]
    public async Task Prints_what_mtail_prints(string format)
    {
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() * 1_000_000_000;
        var expected = await Mtail.RunOnce(format, Folder, Log);
        var actual = await LogTailCommand.RunOnce(format, Folder, Log);
        Assert.Equal(
            format == "json" ? MtailCorrections.Comparable(expected, start) : expected,
            format == "json" ? MtailCorrections.Comparable(actual, start) : actual);
    }

    [Fact]
    public async Task Has_nothing_to_say_about_them()
    {
        var result = await LogTailCommand.Run("check", Folder);
        Assert.Equal(new CommandResult(0, "", ""), result);
    }
}
