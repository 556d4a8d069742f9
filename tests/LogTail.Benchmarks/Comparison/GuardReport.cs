using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Benchmarks.Stages;

namespace LogTail.Benchmarks.Comparison;

/// <summary>What the known catastrophes of backtracking cost a line: here, and with .NET's own engine, which is stopped after two seconds.</summary>
internal static class GuardReport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Worst known cases: nested loops, alternatives that overlap, many loops in a row, and the classic ones of mail and of trimming blanks.
    private static readonly (string Pattern, string Line)[] Cases =
    [
        ("(a+)+$", new string('a', 40) + "!"),
        ("(a|aa)+$", new string('a', 60) + "!"),
        ("^(.*a){16}$", new string('a', 60) + "!"),
        ("(x+x+)+y", new string('x', 60)),
        (@"^(\w+\s?)*$", string.Concat(Enumerable.Repeat("word ", 20)) + "!"),
        (@"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$", new string('a', 60) + "!"),
        (@"\s+$", new string(' ', 20_000) + "x"),
        ("(.*)(.*)(.*)(.*)(.*)(.*)[0-9]$", new string('b', 200)),
    ];

    public static void Write(List<Bar> bars)
    {
        Console.Error.WriteLine("guard");
        Console.WriteLine("## Lines that cost a backtracking engine too much\n\n| pattern | line | with the guard, per line | without |\n|---|--:|--:|--:|");
        var worst = 0.0;
        foreach (var (pattern, line) in Cases)
        {
            var guarded = Guarded(pattern, line);
            worst = Math.Max(worst, guarded);
            Console.WriteLine($"| `{pattern.Replace("|", "\\|", StringComparison.Ordinal)}` | {line.Length} chars | {Millis(guarded)} | {Unguarded(pattern, line)} |");
        }

        Console.WriteLine();
        bars.Add(Bar.AtMost("worst line of the catastrophic patterns", 100, worst, "ms"));
    }

    // Of several lines in a row, as a hostile log has them.
    private static double Guarded(string pattern, string line)
    {
        const int Lines = 20;
        var path = Path.Combine(Path.GetTempPath(), $"guard-{Environment.ProcessId}.mtail");
        File.WriteAllText(path, $"counter c\n/{pattern.Replace("/", "\\/", StringComparison.Ordinal)}/ {{\n  c++\n}}\n");
        try
        {
            var program = ReadyProgram.Compile([path]).Single();
            var batch = new CorpusBatch(Enumerable.Repeat(line, Lines));
            program.Run(batch);
            var clock = Stopwatch.StartNew();
            program.Run(batch);
            return clock.Elapsed.TotalMilliseconds / Lines;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Unguarded(string pattern, string line)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        var clock = Stopwatch.StartNew();
        try
        {
            regex.IsMatch(line);
            return Millis(clock.Elapsed.TotalMilliseconds);
        }
        catch (RegexMatchTimeoutException)
        {
            return $"stopped after {Patience.TotalSeconds:0} s";
        }
    }

    private static string Millis(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture) + " ms";
}
