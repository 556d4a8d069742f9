using System.CommandLine;
using System.Text;
using LogTail.Engine;
using LogTail.Grok;
using LogTail.Language.Grok;
using LogTail.Language.Patterns.Oniguruma;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Commands;

/// <summary><c>logtail grok</c>: lines against a pattern, to try it out.</summary>
internal static class GrokCommand
{
    private const nint StandardOutput = 1;

    private const string Description =
        """
        Match lines with a grok pattern and print the fields of each as a JSON object on one line; null where the pattern does not match.
        Exit 1 when the pattern is wrong, 2 when a file cannot be read.

          logtail grok '%{COMBINEDAPACHELOG}' access.log
          logtail grok --patterns /etc/logtail/patterns '^%{MINE:x:int}' app.log
          logtail grok --only-failures --explain '%{SYSLOGLINE}' /var/log/syslog
          logtail grok --summary '%{HTTPD_ERRORLOG}' error.log
        """;

    private static readonly Argument<string> Pattern = new("PATTERN") { Description = "The pattern: Oniguruma's syntax with references %{NAME:field:type}." };

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Logs; standard input when there is none, or where one is `-`.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> OnlyFailures = new("--only-failures") { Description = "Print the lines that do not match, and nothing of the others." };

    private static readonly Option<bool> Summary = new("--summary") { Description = "Print how many lines matched, and how often each field was captured, instead of each line." };

    private static readonly Option<bool> Explain = new("--explain")
    {
        Description = "After each line that does not match say how far the pattern got: its longest beginning that matches, what that matched, the token "
            + "that failed, and what stood there.",
    };

    public static Command Create(CommandStreams streams)
    {
        var command = new Command("grok", Description) { Pattern, Files, PatternOptions.Files, PatternOptions.Ecs, OnlyFailures, Summary, Explain };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(Pattern),
            parsed.GetValue(Files) ?? [],
            PatternFiles.Read(parsed.GetValue(PatternOptions.Files) ?? [], parsed.GetValue(PatternOptions.Ecs)),
            new GrokRunOptions(parsed.GetValue(OnlyFailures), parsed.GetValue(Summary), parsed.GetValue(Explain)),
            streams));
        return command;
    }

    private static int Run(string expression, string[] files, PatternFiles patterns, GrokRunOptions options, CommandStreams streams)
    {
        foreach (var complaint in patterns.Faults.Concat(patterns.Warnings))
        {
            streams.Errors.WriteLine($"logtail: {complaint}");
        }

        var compiled = GrokFrontEnd.Compile(expression, new PatternOrigin("<pattern>", 1, 1), patterns.Source.Patterns, OnigurumaOptions.Logstash);
        if (compiled.Pattern is not { } pattern)
        {
            streams.Errors.WriteLine($"logtail: {compiled.Problem}");
            return ExitCode.Diagnostics;
        }

        foreach (var warning in pattern.Warnings)
        {
            streams.Errors.WriteLine($"logtail: {warning}");
        }

        // The console's own stream says nothing when nobody reads a pipe any more; of a file it is the one that keeps the common offset.
        using var handle = new SafeFileHandle(StandardOutput, ownsHandle: false);
        using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);

        // Not disposed: abandoned, it has nothing left to write.
        var output = new StreamWriter(stream.CanSeek ? streams.Bytes : new OutputStream(stream, gone => new ReaderGoneException(gone)), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
        try
        {
            var run = new GrokRun(pattern, patterns.Source.Patterns, options, output);
            var areRead = true;
            foreach (var file in files.DefaultIfEmpty("-"))
            {
                areRead &= TryRead(file, run, streams.Errors);
            }

            run.Finish();
            return areRead && patterns.Faults.IsEmpty ? ExitCode.Fine : ExitCode.Fault;
        }
        catch (ReaderGoneException)
        {
            return ExitCode.Fine;
        }
    }

    private static bool TryRead(string file, GrokRun run, TextWriter errors)
    {
        try
        {
            using var stream = Open(file);
            run.Read(stream);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"logtail: {file}: {UnreadableFile.Describe(file, fault)}");
            return false;
        }
    }

#pragma warning disable RS0030 // Standard input is the file that has no name.
    private static Stream Open(string file) => file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
#pragma warning restore RS0030
}
