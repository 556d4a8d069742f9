using System.CommandLine;
using LogTail.Engine;
using LogTail.GrokExporter;
using LogTail.Language.GrokExporter;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.GrokExporter.Converting;
using LogTail.Language.Text;

namespace LogTail.Commands;

/// <summary><c>logtail convert</c>: a grok_exporter configuration as a program.</summary>
internal static class ConvertCommand
{
    private const string Description =
        """
        Print a grok_exporter configuration as a program in LogTail's own language, with a report of anything that differs: as
        comments in the program and on standard error.

          logtail convert grok_exporter.yml > access.mtail
          logtail check access.mtail
        """;

    private static readonly Argument<string> Configuration = new("configuration") { Description = "The file, version 2 or 3." };

    public static Command Create()
    {
        var command = new Command("convert", Description) { Configuration };
        command.SetAction(parsed => Convert(parsed.GetRequiredValue(Configuration), parsed.InvocationConfiguration));
        return command;
    }

    private static int Convert(string path, InvocationConfiguration io)
    {
        if (!ProgramFiles.TryRead(path, out var text, out var fault))
        {
            io.Error.WriteLine($"logtail: {fault}");
            return ExitCode.Diagnostics;
        }

        var main = new ProgramText(Path.GetFileName(path), path, text);
        var result = ExporterFrontEnd.Check(main, new DiskFiles());
        var diagnostics = ConfigurationFile.Render(result.Diagnostics, main);
        if (diagnostics.Length > 0)
        {
            io.Error.WriteLine(diagnostics);
        }

        if (result.Program is null)
        {
            return ExitCode.Diagnostics;
        }

        var converted = ConfigurationConverter.Convert(result);
        io.Output.Write(converted.Text);
        var differences = ConfigurationFile.Render(converted.Differences, main);
        if (differences.Length > 0)
        {
            io.Error.WriteLine(differences);
        }

        return ExitCode.Fine;
    }
}
