using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogTail.Tests.Language.Patterns;

/// <summary>Asks the real mtail what it makes of regular expressions, many at a time.</summary>
internal static partial class MtailOracle
{
    /// <summary>For each pattern, whether mtail accepts it.</summary>
    public static bool[] Accepts(IReadOnlyList<string> patterns)
    {
        var program = new StringBuilder();
        foreach (var pattern in patterns)
        {
            // One line per pattern, and the line number of an error names the pattern.
            program.Append(Literal(pattern)).Append(" { stop }\n");
        }

        using var folder = new OracleFolder();
        folder.AddProgram("patterns", program.ToString());
        var errors = folder.Run("-compile_only").Errors;
        var refused = ErrorLine().Matches(errors).Select(match => int.Parse(match.Groups[1].ValueSpan, null)).ToHashSet();
        return [.. patterns.Select((_, i) => !refused.Contains(i + 1))];
    }

    /// <summary>For each pattern, mtail's type of its first group: 0 for Int, 1 for Float, 2 for String.</summary>
    public static int[] TypesOfFirstGroup(IReadOnlyList<string> patterns)
    {
        var program = new StringBuilder();
        for (var i = 0; i < patterns.Count; i++)
        {
            program.Append(null, $"gauge g{i}\n").Append(Literal(patterns[i])).Append(null, $" {{\n  g{i} = $1\n}}\n");
        }

        using var folder = new OracleFolder();
        folder.AddProgram("types", program.ToString());
        using var metrics = folder.RunToEnd("");
        return [.. patterns.Select((_, i) => metrics.RootElement.GetProperty($"g{i}")[0].GetProperty("Type").GetInt32())];
    }

    /// <summary>For each pattern and each matching line: the whole match, then the groups.</summary>
    /// <param name="patterns">No group of them may be typed Int or Float, which would reformat its text.</param>
    /// <param name="groupCounts">The number of groups of each pattern.</param>
    /// <param name="lines">Distinct.</param>
    public static Dictionary<string, string[]>[] Matches(IReadOnlyList<string> patterns, IReadOnlyList<int> groupCounts, IEnumerable<string> lines)
    {
        using var folder = new OracleFolder();
        for (var i = 0; i < patterns.Count; i++)
        {
            var keys = string.Concat(Enumerable.Range(1, groupCounts[i]).Select(group => $", g{group}"));
            var values = string.Concat(Enumerable.Range(0, groupCounts[i] + 1).Select(group => $"[${group}]"));
            folder.AddProgram($"p{i}", $"counter c{i} by line, g0{keys}\n/^(?P<line>.*)$/ {{\n  {Literal(patterns[i])} {{\n    c{i}[$line]{values}++\n  }}\n}}\n");
        }

        using var metrics = folder.RunToEnd(string.Concat(lines.Select(line => line + "\n")));
        return [.. patterns.Select((_, i) => MatchesOf(metrics.RootElement.GetProperty($"c{i}")[0]))];
    }

    private static Dictionary<string, string[]> MatchesOf(JsonElement metric) =>
        metric.TryGetProperty("LabelValues", out var series)
            ? series.EnumerateArray().Select(one => Labels(one)).ToDictionary(labels => labels[0], labels => labels[1..])
            : [];

    private static string[] Labels(JsonElement series) => [.. series.GetProperty("Labels").EnumerateArray().Select(label => label.GetString()!)];

    private static string Literal(string pattern) => "/" + pattern.Replace("/", "\\/", StringComparison.Ordinal) + "/";

    [GeneratedRegex(@"^\w+\.mtail:([0-9]+):", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    private sealed class OracleFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("logtail-oracle-").FullName;

        public void AddProgram(string name, string text) => File.WriteAllText(Path.Combine(_path, name + ".mtail"), text);

        public JsonDocument RunToEnd(string log)
        {
            var logPath = Path.Combine(_path, "lines.log");
            File.WriteAllText(logPath, log);
            var (output, errors) = Run("-one_shot", "-one_shot_format", "json", "-logs", logPath);
            return output.Length > 0 ? JsonDocument.Parse(output) : throw new InvalidOperationException(errors);
        }

        public (string Output, string Errors) Run(params string[] arguments)
        {
            var start = new ProcessStartInfo("mtail", ["-port", "0", "-stderrthreshold", "ERROR", "-log_dir", _path, "-progs", _path, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (output, errors.GetAwaiter().GetResult());
        }

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
