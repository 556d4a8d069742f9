namespace LogTail.Conformance.Support;

/// <summary>What a process that has ended left behind. Line ends are LF, and text that lacks the last one has been given it.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a run that went well.</summary>
    public string Successful()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}.\n{Errors}\n{Output}");
        return Output;
    }
}
