using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Language.Patterns;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Patterns;

/// <summary>Printed patterns match and capture what the real mtail (Go's regexp) does, on random patterns and lines.</summary>
public class MtailMatchTests
{
    // For long runs by hand: the number of rounds, each with 300 new patterns.
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("LOGTAIL_FUZZ_ROUNDS") ?? "1", CultureInfo.InvariantCulture);
    private static readonly int FirstSeed = int.Parse(Environment.GetEnvironmentVariable("LOGTAIL_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);

    [MtailFact]
    public void Matches_alike()
    {
        var differing = new List<string>();
        for (var seed = FirstSeed; seed < FirstSeed + Rounds; seed++)
        {
            differing.AddRange(DifferencesOf(seed));
        }

        Assert.True(differing.Count == 0, $"{differing.Count} differ:\n{string.Join('\n', differing.Take(40))}");
    }

    private static IEnumerable<string> DifferencesOf(int seed)
    {
        var generated = new GeneratedMatches(seed);
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
        (string? Text, int[] Read, RegexOptions Options)[] printed =
        [
            (DotNetPrinter.Print(tree, all), all, RegexOptions.None),
            (DotNetPrinter.Print(tree, odd), odd, RegexOptions.None),
            (DotNetPrinter.PrintLinear(tree, all), all, RegexOptions.NonBacktracking),
        ];
        foreach (var (text, read, options) in printed.Where(one => one.Text is not null))
        {
            var regex = new Regex(text!, RegexOptions.CultureInvariant | options);
            foreach (var line in lines)
            {
                var ours = Captures(regex.Match(line), read);
                var theirs = expected.TryGetValue(line, out var captures) ? string.Join(',', read.Prepend(0).Select(group => $"<{captures[group]}>")) : "no match";
                if (ours != theirs)
                {
                    yield return $"{pattern} printed {text} ({options}) on \"{line}\": mtail {theirs}, we {ours}";
                }
            }
        }
    }

    // The empty pattern defines no $0 in mtail; and Printing/EmptyIterations names the loops where we do not follow Go.
    private static bool IsPromised(string pattern) => pattern.Length > 0 && Re2Parser.Parse(pattern).Tree is { } tree && !IsExcepted(tree.Root);

    private static bool IsExcepted(RegexNode node) =>
        (node is RepeatNode { Max: null } repeat && repeat.Body.MayBeEmpty() && RatherTakesNothing(repeat.Body)) || node.Children().Any(IsExcepted);

    private static bool RatherTakesNothing(RegexNode node) =>
        node is RepeatNode { Mode: RepeatMode.Lazy }
        || (node is AlternationNode alternation && alternation.Branches[..^1].Any(branch => branch.MayBeEmpty()))
        || node.Children().Any(RatherTakesNothing);

    private static string Captures(Match match, int[] read) => match.Success
        ? string.Join(',', read.Prepend(0).Select(group => $"<{match.Groups[group.ToString(CultureInfo.InvariantCulture)].Value}>"))
        : "no match";
}
