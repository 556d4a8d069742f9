using LogTail.Compiler.Building;
using LogTail.Language;
using LogTail.Language.Diagnostics;
using LogTail.Language.Text;
using LogTail.Runtime.Images;

namespace LogTail.Tests.Compiler.Building;

public class BuildWireTests
{
    private static readonly BuildResult Good =
        new(new ProgramImage("a.mtail", "LogTail.Programs.EmittedProgram", new byte[] { 1, 2, 3 }), [], null);

    private static readonly BuildResult Bad = new(
        null,
        [
            new Diagnostic((DiagnosticCode)103, new TextSpan(4, 2), "No “x” here.", "Declare it."),
            new Diagnostic((DiagnosticCode)501, new TextSpan(0, 0), "Unused."),
        ],
        null);

    [Fact]
    public void A_request_arrives_as_it_was_sent()
    {
        var sent = new BuildRequest(
            [new ProgramText("a.mtail", "/etc/a.mtail", "counter a # é\n"), new ProgramText("b.mtail", "b.mtail", "")],
            new FrontEndOptions { MaxPatternBytes = 7, MaxDepth = 9, MaxProgramLength = 11 });
        var received = BuildWire.ReadRequest(new MemoryStream(BuildWire.WriteRequest(sent)));
        Assert.Equal(sent.Options, received.Options);
        Assert.Equal(
            sent.Programs.Select(program => (program.Name, program.Path, program.Text)),
            received.Programs.Select(program => (program.Name, program.Path, program.Text)));
    }

    [Fact]
    public void Results_arrive_as_they_were_sent()
    {
        var received = BuildWire.ReadResults(BuildWire.WriteResults([Good, Bad, new BuildResult(null, [], "CS0103")]));
        Assert.Equal(3, received.Length);
        Assert.Equal(Good.Image!.Assembly.ToArray(), received[0].Image!.Assembly.ToArray());
        Assert.Equal(Bad.Diagnostics.AsEnumerable(), received[1].Diagnostics.AsEnumerable());
        Assert.Equal((null, "CS0103"), (received[2].Image, received[2].Fault));
    }

    [Fact]
    public void An_answer_cut_short_anywhere_is_refused()
    {
        var answer = BuildWire.WriteResults([Good, Bad]);
        for (var length = 0; length < answer.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => BuildWire.ReadResults(answer[..length]));
        }
    }

    [Fact]
    public void A_failure_says_what_the_child_says()
    {
        var failure = Assert.Throws<InvalidDataException>(() => BuildWire.ReadResults(BuildWire.WriteFailure("out of memory")));
        Assert.Equal("out of memory", failure.Message);
    }
}
