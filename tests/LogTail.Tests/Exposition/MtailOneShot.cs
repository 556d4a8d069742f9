using System.Diagnostics;

namespace LogTail.Tests.Exposition;

/// <summary>What the real mtail prints for some programs and a log.</summary>
internal sealed record MtailOneShot(int ExitCode, string Output)
{
    /// <param name="format"><c>json</c> or <c>prometheus</c>.</param>
    /// <param name="programs">File name and text of each.</param>
    public static MtailOneShot Run(string format, string log, (string Name, string Text)[] programs, params string[] moreArguments)
    {
        var folder = Directory.CreateTempSubdirectory("logtail-test-");
        try
        {
            var programFolder = folder.CreateSubdirectory("programs").FullName;
            foreach (var (name, text) in programs)
            {
                File.WriteAllText(Path.Combine(programFolder, name), text);
            }

            var logFile = Path.Combine(folder.FullName, "lines.log");
            File.WriteAllText(logFile, log);
            string[] arguments =
            [
                "-one_shot", "-one_shot_format", format, "-port", "0", "-address", "127.0.0.1",
                "-progs", programFolder, "-logs", logFile, "-log_dir", folder.FullName, .. moreArguments,
            ];
            return Start(arguments);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MtailOneShot Start(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("mtail", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = errors.Result;
        return new MtailOneShot(process.ExitCode, output);
    }
}
