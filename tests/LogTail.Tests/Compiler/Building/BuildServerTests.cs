using LogTail.Compiler.Building;
using LogTail.Language;
using LogTail.Language.Text;

namespace LogTail.Tests.Compiler.Building;

public class BuildServerTests
{
    [Fact]
    public void Builds_what_is_right_and_explains_what_is_wrong()
    {
        var request = new BuildRequest(
            [
                new ProgramText("good.mtail", "good.mtail", "counter hits\n/x(\\d+)/ {\n  hits += $1\n}\n"),
                new ProgramText("bad.mtail", "bad.mtail", "/x/ {\n  nosuch++\n}\n"),
            ],
            new FrontEndOptions());
        using var output = new MemoryStream();
        Assert.Equal(0, BuildServer.RunChild(new MemoryStream(BuildWire.WriteRequest(request)), output));
        var results = BuildWire.ReadResults(output.ToArray());
        Assert.Equal("good.mtail", results[0].Image!.ProgramName);
        Assert.Null(results[1].Image);
        Assert.Contains(results[1].Diagnostics, diagnostic => diagnostic.Message.Contains("nosuch", StringComparison.Ordinal));
    }

    [Fact]
    public void Answers_nonsense_with_a_failure()
    {
        using var output = new MemoryStream();
        Assert.Equal(2, BuildServer.RunChild(new MemoryStream("hello, world"u8.ToArray()), output));
        var failure = Assert.Throws<InvalidDataException>(() => BuildWire.ReadResults(output.ToArray()));
        Assert.Contains("something else", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_when_nobody_reads_its_answer()
    {
        using var gone = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Assert.Equal(2, BuildServer.RunChild(new MemoryStream(), gone));
    }
}
