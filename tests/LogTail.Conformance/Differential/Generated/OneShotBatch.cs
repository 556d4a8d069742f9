using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>
/// Programs run side by side, by mtail and by us, on the same log: what is printed, program by program, in both formats. One start of a process
/// serves them all.
/// </summary>
internal sealed partial class OneShotBatch : IDisposable
{
    private const int LongLine = 160;

    // Texts that double with every line soon pass what a line may cost us in memory (KNOWN-GAPS.md), and are not compared.
    private const int LongestOutput = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly string _programs;
    private readonly string _log;
    private readonly string[] _flags;
    private readonly Dictionary<string, NamedProgram> _running;
    private readonly List<Difference> _differences = [];
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();

    /// <param name="flags">For both command lines.</param>
    public OneShotBatch(IEnumerable<NamedProgram> programs, IEnumerable<string> lines, params string[] flags)
    {
        _programs = _folder.Folder("programs");
        _log = _folder.Write("lines.log", string.Concat(lines.Select(line => line + "\n")));
        _flags = flags;
        _running = programs.ToDictionary(program => program.Name, StringComparer.Ordinal);
        foreach (var program in _running.Values)
        {
            File.WriteAllText(PathOf(program.Name), program.Text);
        }
    }

    /// <summary>How many programs both ran to the end, and how many mtail refused.</summary>
    public (int Compared, int Refused) Counts { get; private set; }

    /// <summary>Runs the programs on both sides.</summary>
    public async Task<ImmutableArray<Difference>> Compare()
    {
        var refused = await TakeOutWhatMtailRefuses();
        await JudgeRefusals(refused);
        await TakeOutWhatWeRefuse();
        if (_running.Count > 0)
        {
            var texts = await RunBoth("prometheus");
            var expected = Parts(MtailCorrections.ToHeadText(texts.Theirs.Successful()));

            // rc50 does not tell which of the observations in no bucket were NaN and which were low (MtailCorrections).
            foreach (var program in expected.Where(part => NotFiniteSum().IsMatch(part.Value)).Select(part => part.Key).ToList())
            {
                TakeOut(program);
                expected.Remove(program);
            }

            CompareParts("prometheus", expected, Parts(texts.Ours.Successful()));

            // One NaN or Inf makes JSON fail for all.
            foreach (var program in expected.Where(part => NotFinite().IsMatch(part.Value)).Select(part => part.Key))
            {
                TakeOut(program);
            }

            await CompareJson();
        }

        Keep();
        return [.. _differences];
    }

    public void Dispose() => _folder.Dispose();

    private async Task<List<(NamedProgram Program, string Reason)>> TakeOutWhatMtailRefuses()
    {
        var refused = new List<(NamedProgram, string)>();
        while (true)
        {
            var result = await RunMtail("-compile_only");
            if (result.ExitCode == 0)
            {
                Counts = (_running.Count, refused.Count);
                return refused;
            }

            // It stops at the first.
            var name = CompileFailure().Match(result.Errors) is { Success: true } match
                ? match.Groups["name"].Value
                : throw new InvalidOperationException($"mtail ended with {result.ExitCode}:\n{result.Errors}");
            refused.Add((TakeOut(name), result.Errors));
        }
    }

    // What mtail refuses we refuse, unless it is among the liberties of the language.
    private async Task JudgeRefusals(List<(NamedProgram Program, string Reason)> refused)
    {
        if (refused.Count == 0)
        {
            return;
        }

        var folder = _folder.Folder("refused");
        foreach (var (program, _) in refused)
        {
            File.WriteAllText(Path.Combine(folder, program.Name + ".mtail"), program.Text);
        }

        var result = await LogTailCommand.Run(Patience, "mtail", "-compile_only", "-progs", folder);
        var ours = CompileFailure().Matches(result.Errors).Select(match => match.Groups["name"].Value).ToHashSet();
        _differences.AddRange(refused.Where(one => !ours.Contains(one.Program.Name) && !IsLiberty(one.Reason))
            .Select(one => new Difference(one.Program, $"mtail refuses it and we do not:\n{one.Reason}")));
    }

    private static bool IsLiberty(string reason) => Liberties().IsMatch(reason);

    private async Task TakeOutWhatWeRefuse()
    {
        var result = await RunLogTail("-compile_only");
        foreach (var name in CompileFailure().Matches(result.Errors).Select(match => match.Groups["name"].Value).ToList())
        {
            _differences.Add(new Difference(TakeOut(name), $"we refuse it and mtail does not:\n{FailureOf(name, result.Errors)}"));
        }
    }

    private static string FailureOf(string name, string errors) =>
        string.Join('\n', errors.Split('\n').Where(line => line.Contains(name + ".mtail", StringComparison.Ordinal)));

    private async Task CompareJson()
    {
        while (true)
        {
            var (theirs, ours) = await RunBoth("json");
            if (theirs.ExitCode == 0 && ours.ExitCode == 0)
            {
                CompareParts("json", Objects(MtailCorrections.ToHeadJson(theirs.Output)), Objects(ours.Output));
                return;
            }

            // Of a hidden metric the text has said nothing. We store them, as HEAD does; rc50 does not.
            var hidden = NotFiniteMetric().Match(ours.Errors);
            Assert.True(hidden.Success, $"mtail: {theirs.ExitCode}, we: {ours.ExitCode}\n{theirs.Errors}{ours.Errors}");
            TakeOut(hidden.Groups["name"].Value);
        }
    }

    private NamedProgram TakeOut(string name)
    {
        File.Delete(PathOf(name));
        _running.Remove(name, out var program);
        return program ?? throw new InvalidOperationException($"There is no program {name} any more.");
    }

    private async Task<(CommandResult Theirs, CommandResult Ours)> RunBoth(string format)
    {
        var theirs = RunMtail("-one_shot", "-one_shot_format", format, "-logs", _log);
        var ours = RunLogTail("-one_shot", "-one_shot_format", format, "-logs", _log);
        return (await theirs, await ours);
    }

    private Task<CommandResult> RunMtail(params string[] arguments) => ChildProcess.Run(
        Peer.Require(Mtail.Name),
        [.. arguments, "-port", "0", "-address", "127.0.0.1", "-log_dir", _folder.Path, "-vm_logs_runtime_errors=false", "-progs", _programs, .. _flags],
        Patience,
        new Dictionary<string, string> { ["TZ"] = "UTC" });

    private Task<CommandResult> RunLogTail(params string[] arguments) =>
        LogTailCommand.Run(Patience, ["mtail", .. arguments, "-vm_logs_runtime_errors=false", "-progs", _programs, .. _flags]);

    private void CompareParts(string format, IReadOnlyDictionary<string, string> theirs, IReadOnlyDictionary<string, string> ours)
    {
        foreach (var program in _running.Values)
        {
            var expected = theirs.GetValueOrDefault(program.Name, "");
            var actual = ours.GetValueOrDefault(program.Name, "");
            if (expected != actual && expected.Length <= LongestOutput)
            {
                _differences.Add(new Difference(program, $"{format}:\n{DifferingLines(expected, actual)}"));
            }
        }
    }

    // The first line that differs, and a little around it; around the first char that differs where the line is long.
    private static string DifferingLines(string expected, string actual)
    {
        var theirs = expected.Split('\n');
        var ours = actual.Split('\n');
        var first = theirs.Zip(ours).TakeWhile(pair => pair.First == pair.Second).Count();
        var column = theirs.ElementAtOrDefault(first)?.Zip(ours.ElementAtOrDefault(first) ?? "").TakeWhile(pair => pair.First == pair.Second).Count() ?? 0;
        return $"mtail: {Around(theirs, first, column)}\nwe:    {Around(ours, first, column)}";
    }

    private static string Around(string[] lines, int line, int column) =>
        string.Join("\n       ", lines.Skip(line - 4).Take(7).Select(text => text.Length <= LongLine ? text : text.Substring(Math.Clamp(column - 60, 0, text.Length - LongLine), LongLine)));

    // Lines of Prometheus text by the program that made them.
    private static Dictionary<string, string> Parts(string text) =>
        text.Split('\n').Where(line => line.Length > 0)
            .GroupBy(line => ProgramName(line.StartsWith('#') ? line.Split(' ')[2] : line), StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => string.Join('\n', lines), StringComparer.Ordinal);

    // Metrics of the JSON by the program that made them.
    private Dictionary<string, string> Objects(string json)
    {
        var root = JsonNode.Parse(MtailCorrections.Comparable(json, _start.ToUnixTimeSeconds() * 1_000_000_000))!.AsObject();
        return root.GroupBy(metrics => ProgramName(metrics.Key), StringComparer.Ordinal)
            .ToDictionary(metrics => metrics.Key, metrics => string.Join('\n', metrics.Select(one => one.Key + " " + one.Value!.ToJsonString(MtailCorrections.Indented))), StringComparer.Ordinal);
    }

    private static string ProgramName(string metric) => metric[..metric.IndexOf('_', StringComparison.Ordinal)];

    private void Keep()
    {
        foreach (var difference in _differences.Where(_ => LongForm.KeepIn is not null))
        {
            var folder = Directory.CreateDirectory(Path.Combine(LongForm.KeepIn!, difference.Program.Name)).FullName;
            File.WriteAllText(Path.Combine(folder, difference.Program.Name + ".mtail"), difference.Program.Text);
            File.Copy(_log, Path.Combine(folder, "lines.log"), overwrite: true);
            File.WriteAllText(Path.Combine(folder, "difference.txt"), difference.Text);
        }
    }

    private string PathOf(string name) => Path.Combine(_programs, name + ".mtail");

    [GeneratedRegex(@"compile failed for (?<name>\w+)\.mtail")]
    private static partial Regex CompileFailure();

    [GeneratedRegex(@"Metric `[^`]+`, declared at (?<name>\w+)\.mtail:")]
    private static partial Regex NotFiniteMetric();

    [GeneratedRegex(@"_sum\{.*\} NaN$", RegexOptions.Multiline)]
    private static partial Regex NotFiniteSum();

    [GeneratedRegex(@" (?:NaN|[+-]Inf)$", RegexOptions.Multiline)]
    private static partial Regex NotFinite();

    // Unused declarations are warnings here; two patterns in one scope are HEAD's.
    [GeneratedRegex("is never used|Redeclaration of capture group")]
    private static partial Regex Liberties();
}
