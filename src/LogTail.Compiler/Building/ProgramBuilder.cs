using System.Collections.Immutable;
using LogTail.Language;
using LogTail.Language.Checking;
using LogTail.Language.GrokExporter;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;
using LogTail.Runtime.Images;

namespace LogTail.Compiler.Building;

/// <summary>The whole river of a program, in this process: text, check, C#, image.</summary>
public static class ProgramBuilder
{
    /// <summary>Builds programs. One that is wrong does not stand in the way of the others.</summary>
    /// <returns>One result per program, in the order of the request.</returns>
    public static ImmutableArray<BuildResult> Build(BuildRequest request, CancellationToken cancellationToken)
    {
        var checks = request.Programs.Select(text => Check(text, request.Options)).ToList();
        var programs = checks.Select(check => check.Program).OfType<CheckedProgram>().ToList();
        var compiled = new Queue<(ProgramImage? Image, string? Fault)>(Compile(programs, cancellationToken));
        return
        [
            .. checks.Select(check =>
            {
                var (image, fault) = check.Program is null ? default : compiled.Dequeue();
                return new BuildResult(image, check.Diagnostics, fault);
            }),
        ];
    }

    private static FrontEndResult Check(ProgramText text, FrontEndOptions options)
    {
        if (!text.IsConfiguration)
        {
            return ProgramFrontEnd.Check(text, options);
        }

        var result = ExporterFrontEnd.Check(text, new BundledFiles(text.Imports));
        return new FrontEndResult(result.Program, result.Diagnostics);
    }

    private static IEnumerable<(ProgramImage? Image, string? Fault)> Compile(List<CheckedProgram> programs, CancellationToken cancellationToken)
    {
        try
        {
            return ProgramCompiler.Compile(programs, cancellationToken).Select(image => ((ProgramImage?)image, (string?)null));
        }
        catch (EmittedCodeException) when (programs.Count > 1)
        {
            return programs.SelectMany(program => Compile([program], cancellationToken)).ToList();
        }
        catch (EmittedCodeException e)
        {
            return [(null, e.Message + Environment.NewLine + e.Code)];
        }
    }
}
