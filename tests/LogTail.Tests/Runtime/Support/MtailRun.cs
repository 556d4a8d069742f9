using System.Diagnostics;
using System.Text.Json;

namespace LogTail.Tests.Runtime.Support;

/// <summary>What the real mtail makes of a log.</summary>
internal sealed class MtailRun
{
    private MtailRun(JsonElement root) => Root = root;

    /// <summary>The whole of the JSON.</summary>
    public JsonElement Root { get; }

    /// <summary>Runs programs on a log to its end.</summary>
    /// <param name="programs">File name and text of each.</param>
    /// <param name="arguments">Further flags of mtail.</param>
    public static MtailRun Json(string log, IReadOnlyList<(string Name, string Text)> programs, params IEnumerable<string> arguments)
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
            string[] all =
            [
                "-one_shot", "-one_shot_format", "json", "-port", "0", "-address", "127.0.0.1", "-stderrthreshold", "ERROR",
                "-log_dir", folder.FullName, "-progs", programFolder, "-logs", logFile, .. arguments,
            ];
            return new MtailRun(Start(all));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The series of the only metric of a name, in order of creation; none when there is no such metric.</summary>
    public IEnumerable<MtailSeries> SeriesOf(string name)
    {
        if (!Root.TryGetProperty(name, out var metrics) || !metrics[0].TryGetProperty("LabelValues", out var all))
        {
            return [];
        }

        return all.EnumerateArray().Select(series => new MtailSeries(
            series.TryGetProperty("Labels", out var labels) ? [.. labels.EnumerateArray().Select(label => label.GetString()!)] : [],
            ValueOf(series.GetProperty("Value"))));
    }

    // A histogram's count and sum, anything else as it is written.
    private static string ValueOf(JsonElement value) =>
        value.TryGetProperty("Buckets", out var buckets)
            ? $"{buckets} {value.GetProperty("Count")} {value.GetProperty("Sum")}"
            : value.GetProperty("Value").ToString();

    private static JsonElement Start(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("mtail", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException(errors.GetAwaiter().GetResult());
    }
}
