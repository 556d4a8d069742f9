using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Language.Patterns;
using LogTail.Runtime.Matching.Linear;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Patterns;

/// <summary>Printed patterns match and capture what the real mtail (Go's regexp) does, on random patterns and lines.</summary>
public class MtailMatchTests
{
    // For long runs by hand: the number of rounds, each with 300 new patterns.
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("LOGTAIL_FUZZ_ROUNDS") ?? "1", CultureInfo.InvariantCulture);
    private static readonly int FirstSeed = int.Parse(Environment.GetEnvironmentVariable("LOGTAIL_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);

    [MtailFact]
    public void Matches_alike() => AssertAlike(mostlyEmpty: false);

    [MtailFact]
    public void Matches_alike_where_much_may_be_empty() => AssertAlike(mostlyEmpty: true);

    private static void AssertAlike(bool mostlyEmpty)
    {
        var differing = new List<string>();
        for (var seed = FirstSeed; seed < FirstSeed + Rounds; seed++)
        {
            differing.AddRange(DifferencesOf(seed, mostlyEmpty));
        }

        Assert.True(differing.Count == 0, $"{differing.Count} differ:\n{string.Join('\n', differing.Take(40))}");
    }

    private static IEnumerable<string> DifferencesOf(int seed, bool mostlyEmpty)
    {
        var generated = new GeneratedMatches(seed, mostlyEmpty);
        var lines = generated.Lines(40);
        var patterns = Enumerable.Range(0, 300).Select(_ => generated.Next()).Where(one => IsPromised(one.Pattern)).ToArray();
        var mtail = MtailOracle.Matches([.. patterns.Select(one => one.Pattern)], [.. patterns.Select(one => one.Groups)], lines);
        return patterns.SelectMany((one, i) => DifferencesOf(one.Pattern, one.Groups, lines, mtail[i]).Take(1).Select(text => $"seed {seed}: {text}"));
    }

    private static IEnumerable<string> DifferencesOf(string pattern, int groups, string[] lines, Dictionary<string, string[]> expected)
    {
        var tree = Re2Parser.Parse(pattern).Tree!;
        int[] all = [.. Enumerable.Range(1, groups)];
        int[] odd = [.. all.Where(group => group % 2 == 1)];
        var engines = DotNetPrinter.IsExact(tree)
            ? [DotNet(tree, all), DotNet(tree, odd), Linear(tree, all), Linear(tree, odd)]
            : (Engine[])[Linear(tree, all), Linear(tree, odd)];
        foreach (var (printed, read, find) in engines)
        {
            foreach (var line in lines)
            {
                var ours = Text(find(line));
                var theirs = expected.TryGetValue(line, out var captures) ? Text([.. read.Prepend(0).Select(group => captures[group])]) : "no match";
                if (ours != theirs)
                {
                    yield return $"{pattern} printed {printed} on \"{line}\": mtail {theirs}, we {ours}";
                }
            }
        }
    }

    private static Engine DotNet(RegexTree tree, int[] read)
    {
        var printed = DotNetPrinter.Print(tree, read);
        var regex = new Regex(printed, RegexOptions.CultureInvariant);
        return new Engine(printed, read, line => regex.Match(line) is { Success: true } match
            ? [.. read.Prepend(0).Select(group => match.Groups[group.ToString(CultureInfo.InvariantCulture)].Value)]
            : null);
    }

    private static Engine Linear(RegexTree tree, int[] read)
    {
        var printed = LinearPrinter.Print(tree, read)!;
        var engine = new LinearEngine(printed);
        return new Engine(printed, read, line => LinearForms.Captures(engine, line));
    }

    // The empty pattern defines no $0 in mtail. Long ones would make .NET's engine, which counts no steps here, and mtail's refusals the subject.
    private static bool IsPromised(string pattern) =>
        pattern.Length is > 0 and < 100 && Re2Parser.Parse(pattern).Tree is { } tree && LinearPrinter.Print(tree, LinearForms.AllGroups(pattern)) is not null;

    // A group that took no part is empty text in mtail.
    private static string Text(string?[]? captures) => captures is null ? "no match" : string.Join(',', captures.Select(capture => $"<{capture}>"));

    private sealed record Engine(string Printed, int[] Read, Func<string, string?[]?> Find);
}
