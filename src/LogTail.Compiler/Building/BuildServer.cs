namespace LogTail.Compiler.Building;

/// <summary>
/// The child's side of a build in a process of its own, which keeps Roslyn's memory out of the daemon. It answers one request
/// and ends. Nothing else may be written to its standard output.
/// </summary>
public static class BuildServer
{
    /// <summary>Reads a request, builds, writes the results.</summary>
    /// <param name="input">The child's standard input; not closed.</param>
    /// <param name="output">Its standard output; not closed.</param>
    /// <returns>The exit code: 0 when the request was answered, whatever became of the programs; 2 when it could not be.</returns>
    public static int RunChild(Stream input, Stream output)
    {
        byte[] answer;
        var exitCode = 0;
        try
        {
            WakeUpBeside();
            answer = BuildWire.WriteResults(ProgramBuilder.Build(BuildWire.ReadRequest(input), CancellationToken.None));
        }
        catch (Exception e)
        {
            // The parent reports it; this process has no other way to.
            answer = BuildWire.WriteFailure(e.ToString());
            exitCode = 2;
        }

        try
        {
            output.Write(answer);
            output.Flush();
        }
        catch (IOException)
        {
            // The parent has gone or given up.
            exitCode = 2;
        }

        return exitCode;
    }

    // On a second processor this takes Roslyn's awakening off the time that the front end needs anyway. Nobody waits for it:
    // what fails here fails again where it matters, and there it is reported.
    private static void WakeUpBeside()
    {
        if (Environment.ProcessorCount > 1)
        {
            _ = Task.Run(() => ProgramCompiler.WakeUp(CancellationToken.None));
        }
    }
}
