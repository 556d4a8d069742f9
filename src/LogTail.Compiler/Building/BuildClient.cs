using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LogTail.Compiler.Building;

/// <summary>The parent's side of a build in a child process. No Roslyn is loaded here.</summary>
public static class BuildClient
{
    // Of the child's standard error, in a message.
    private const int MaxComplaint = 4096;

    /// <summary>Builds programs in a child process.</summary>
    /// <param name="request">The programs.</param>
    /// <param name="child">How to start the child, which is to call <see cref="BuildServer.RunChild"/>: file and arguments.</param>
    /// <param name="timeout">From the start of the child to its end; then it is killed.</param>
    /// <returns>One result per program, in the order of the request.</returns>
    /// <exception cref="BuildFailedException">The child could not be started, crashed, took too long, or answered nonsense.</exception>
    public static async Task<ImmutableArray<BuildResult>> BuildInChildAsync(
        BuildRequest request, ProcessStartInfo child, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var process = Start(child);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            return await AskAsync(process, request, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BuildFailedException($"The compiler process {process.Id} was stopped after {timeout.TotalSeconds:0.#} s without a result.");
        }
        finally
        {
            Stop(process);
        }
    }

    private static Process Start(ProcessStartInfo child)
    {
        child.UseShellExecute = false;
        child.RedirectStandardInput = true;
        child.RedirectStandardOutput = true;
        child.RedirectStandardError = true;

        // Pages that are mapped twice, to be written and to be run, are for a process that lives long among strangers; here they cost a seventh
        // of the time.
        child.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        try
        {
            return Process.Start(child) ?? throw new BuildFailedException($"The compiler process {child.FileName} did not start.");
        }
        catch (Win32Exception e)
        {
            throw new BuildFailedException($"The compiler process {child.FileName} cannot be started: {e.Message}", e);
        }
    }

    private static async Task<ImmutableArray<BuildResult>> AskAsync(Process process, BuildRequest request, CancellationToken cancellationToken)
    {
        // Both pipes are drained from the start, so that the child never waits for us to read.
        var answer = ReadAllAsync(process.StandardOutput.BaseStream, cancellationToken);
        var complaint = ReadAllAsync(process.StandardError.BaseStream, cancellationToken);
        await SendAsync(process, request, cancellationToken);
        await Task.WhenAll(answer, complaint, process.WaitForExitAsync(cancellationToken));
        try
        {
            var results = BuildWire.ReadResults(await answer);
            return results.Length == request.Programs.Length
                ? results
                : throw new InvalidDataException($"{results.Length} results for {request.Programs.Length} programs");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new BuildFailedException(
                $"The compiler process {process.Id} ended with exit code {process.ExitCode} and answered {e.Message}.{Quote(await complaint)}", e);
        }
    }

    private static async Task SendAsync(Process process, BuildRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(BuildWire.WriteRequest(request), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The child has ended before it had read everything; its answer, or the lack of one, says why.
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static string Quote(byte[] complaint)
    {
        var text = Encoding.UTF8.GetString(complaint, 0, Math.Min(complaint.Length, MaxComplaint)).Trim();
        return text.Length == 0 ? "" : " It said: " + text;
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, as it should.
        }
    }
}
