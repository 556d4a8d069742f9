using System.Globalization;
using LogTail.Compiler;
using LogTail.Language;
using LogTail.Language.Checking;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;
using LogTail.Language.Patterns.Oniguruma;
using LogTail.Language.Text;

namespace LogTail.Benchmarks.Grok;

/// <summary>
/// <c>patterns [NAME…]</c>: what it costs to build each stock pattern, all its fields read, in a process whose compiler is awake: processor
/// time of the whole process, the least of several builds. Fails when one takes more than 300 ms.
/// </summary>
internal static class PatternBuildCommand
{
    private const double Limit = 300;
    private const int Warmings = 40;
    private const int Rounds = 2;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var patterns = Stock().Where(pattern => arguments.Count == 0 || arguments.Contains(pattern.Name)).ToList();
        for (var i = 0; i < Warmings; i++)
        {
            Build(new StockPattern("COMBINEDAPACHELOG", UsesEcs: false));
        }

        var built = patterns.Select(Measure).OrderByDescending(cost => cost.Milliseconds).ToList();
        foreach (var cost in built.Where((cost, rank) => rank < 25 || cost.Milliseconds > Limit || arguments.Count > 0))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{cost.Milliseconds,7:0} ms, of which {cost.Checking,4:0} ms checking  {(cost.Pattern.UsesEcs ? "ecs   " : "legacy")} {cost.Pattern.Name}"));
        }

        var tooSlow = built.Count(cost => cost.Milliseconds > Limit);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{built.Count} patterns, {built.Sum(cost => cost.Milliseconds) / 1000:0.0} s together, {tooSlow} take more than {Limit} ms"));
        return tooSlow == 0 ? 0 : 1;
    }

    private static IEnumerable<StockPattern> Stock() =>
        new[] { false, true }.SelectMany(ecs => (ecs ? PatternLibrary.Ecs : PatternLibrary.Legacy).Definitions.Select(definition => new StockPattern(definition.Name, ecs)));

    private static BuildCost Measure(StockPattern pattern)
    {
        var least = new BuildCost(pattern, double.MaxValue, double.MaxValue);
        for (var i = 0; i < Rounds; i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            var checking = Build(pattern);
            var cost = new BuildCost(pattern, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds, checking);
            least = cost.Milliseconds < least.Milliseconds ? cost : least;
        }

        return least;
    }

    // Returns the milliseconds of the front end.
    private static double Build(StockPattern pattern)
    {
        var start = Environment.CpuUsage.TotalTime;
        var program = Check(pattern);
        var checking = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        ProgramCompiler.Compile([program], CancellationToken.None);
        return checking;
    }

    private static CheckedProgram Check(StockPattern pattern)
    {
        var grok = new GrokSource(pattern.UsesEcs, []);
        var fields = GrokFrontEnd.Compile($"%{{{pattern.Name}}}", new PatternOrigin("", 1, 1), grok.Patterns, OnigurumaOptions.Logstash).Pattern!.Fields;
        var names = fields.Select(captured => Spell(captured.Name)).Distinct(StringComparer.Ordinal);
        var text = $"counter c by f\n/^%{{{pattern.Name}}}/ {{\n  c[\"\"]++\n{string.Concat(names.Select(name => $"  c[${name}]++\n"))}}}\n";
        var result = ProgramFrontEnd.Check(new ProgramText("p.mtail", "p.mtail", text), new FrontEndOptions { Grok = grok });
        return result.Program
            ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message)));
    }

    private static string Spell(string field) => string.Join('_', field.Split(['[', ']', '@', '-', '.', ':'], StringSplitOptions.RemoveEmptyEntries));

    private sealed record StockPattern(string Name, bool UsesEcs);

    private sealed record BuildCost(StockPattern Pattern, double Milliseconds, double Checking);
}
