using System.CommandLine;
using LogTail.Compiler.Emitting;
using LogTail.Engine;
using LogTail.Language;
using LogTail.Language.GrokExporter;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.Commands;

/// <summary><c>logtail check</c>: every diagnostic of every program, or the C# that a program becomes.</summary>
internal static class CheckCommand
{
    private const string Description =
        """
        Check programs without running them: every error and warning with its place and a hint.
        Exit 1 when there is an error.

          logtail check programs
          logtail check --config grok_exporter.yml
          logtail check --emit csharp access.mtail
        """;

    private static readonly Argument<string[]> Programs = new("program")
    {
        Description = "Program files, or folders whose *.mtail files are programs.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "A grok_exporter configuration, whatever its ending; *.yml and *.yaml are taken as such anyway.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Emit = new Option<string?>("--emit")
    {
        Description = "Print what each program becomes.",
    }.AcceptOnlyFromAmong("csharp");

    public static Command Create()
    {
        var command = new Command("check", Description) { Programs, Config, PatternOptions.Files, PatternOptions.Ecs, Emit };
        command.Validators.Add(result =>
        {
            // The option's value cannot be asked for yet: it may be missing, or be given twice.
            if (result.GetResult(Programs) is not { Tokens.Count: > 0 } && result.GetResult(Config) is null)
            {
                result.AddError("Name a program, or a configuration with --config.");
            }
        });
        command.SetAction(parsed => Check(
            parsed.GetValue(Programs) ?? [],
            parsed.GetValue(Config),
            PatternFiles.Read(parsed.GetValue(PatternOptions.Files) ?? [], parsed.GetValue(PatternOptions.Ecs)),
            parsed.GetValue(Emit),
            parsed.InvocationConfiguration));
        return command;
    }

    private static int Check(string[] paths, string? configuration, PatternFiles patterns, string? emit, InvocationConfiguration io)
    {
        var found = ProgramFiles.Find(paths);
        var failed = found.Faults.Length + patterns.Faults.Length > 0;
        foreach (var fault in found.Faults.Concat(patterns.Faults).Concat(patterns.Warnings))
        {
            io.Error.WriteLine($"logtail: {fault}");
        }

        foreach (var path in found.Paths)
        {
            failed |= !(ExporterFrontEnd.IsConfiguration(path) ? CheckConfiguration(path, emit, io) : CheckOne(path, patterns.Source, emit, io));
        }

        if (configuration is not null)
        {
            failed |= !CheckConfiguration(configuration, emit, io);
        }

        return failed ? ExitCode.Diagnostics : ExitCode.Fine;
    }

    private static bool CheckOne(string path, GrokSource grok, string? emit, InvocationConfiguration io)
    {
        if (!ProgramFiles.TryRead(path, out var text, out var fault))
        {
            io.Error.WriteLine($"logtail: {fault}");
            return false;
        }

        var program = new ProgramText(Path.GetFileName(path), path, text);
        return Report(program, ProgramFrontEnd.Check(program, new FrontEndOptions { Grok = grok }), emit, io);
    }

    private static bool CheckConfiguration(string path, string? emit, InvocationConfiguration io)
    {
        if (!ProgramFiles.TryRead(path, out var text, out var fault))
        {
            io.Error.WriteLine($"logtail: {fault}");
            return false;
        }

        var configuration = new ProgramText(Path.GetFileName(path), path, text);
        var result = ExporterFrontEnd.Check(configuration, new DiskFiles());
        return Report(configuration, new FrontEndResult(result.Program, result.Diagnostics), emit, io);
    }

    private static bool Report(ProgramText program, FrontEndResult result, string? emit, InvocationConfiguration io)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            io.Error.WriteLine(DiagnosticText.Render(diagnostic, program));
        }

        if (result.Program is not null && emit is not null)
        {
            io.Output.WriteLine(ProgramEmitter.Emit(result.Program));
        }

        return result.Program is not null;
    }
}
