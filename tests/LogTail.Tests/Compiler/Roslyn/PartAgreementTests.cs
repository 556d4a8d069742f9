using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LogTail.Language.Patterns;
using LogTail.Runtime.Matching;
using LogTail.Tests.Language.Grok;
using LogTail.Tests.Language.Patterns;

namespace LogTail.Tests.Compiler.Roslyn;

/// <summary>A pattern finds with parts what .NET's engine finds with the same pattern in one piece.</summary>
public class PartAgreementTests
{
    [Theory]
    [InlineData(31, 2)]
    [InlineData(32, 3)]
    [InlineData(33, 4)]
    [InlineData(34, 6)]
    public void Finds_the_same_with_parts(int seed, int leastWeight)
    {
        var generated = new GeneratedMatches(seed);
        var trees = Enumerable.Range(0, 90).Select(_ => Twice(generated)).Where(pattern => DotNetPrinter.IsExact(pattern.Tree)).ToList();
        var lines = generated.Lines(60);
        var allCalls = 0;
        foreach (var some in trees.Chunk(15))
        {
            var matchers = PartedMatchers.Compile([.. some], leastWeight, out var calls);
            allCalls += calls;
            foreach (var (matcher, pattern) in matchers.Zip(some))
            {
                AssertSame(matcher, pattern, lines, $"seed {seed}");
            }
        }

        Assert.True(allCalls > 30, $"only {allCalls} calls of parts");
    }

    [Theory]
    [InlineData(41, 40)]
    [InlineData(42, 8)]
    public void Finds_the_same_addresses(int seed, int leastWeight)
    {
        var random = new Random(seed);
        var patterns = Addresses.Select(expression => Stock(expression, ecs: false)).ToImmutableArray();
        var matchers = PartedMatchers.Compile(patterns, leastWeight, out var calls);
        Assert.True(calls > 4, $"only {calls} calls of parts");
        foreach (var (matcher, pattern) in matchers.Zip(patterns))
        {
            AssertSame(matcher, pattern, Enumerable.Range(0, 2000).Select(_ => AddressLine(random)), $"seed {seed}");
        }
    }

    // Each case, and lines that differ from it in a character or two.
    [Theory]
    [MemberData(nameof(LargeNames))]
    public void Finds_the_same_in_what_the_library_has_of_large_patterns(string name, bool ecs)
    {
        var random = new Random(name.Length);
        var pattern = Stock($"^%{{{name}}}", ecs);
        var matcher = PartedMatchers.Compile([pattern], leastWeight: 40, out var calls)[0];
        Assert.True(calls > 1, "no parts");
        foreach (var one in StockCases.Of(name, ecs))
        {
            AssertSame(matcher, pattern, Enumerable.Range(0, 200).Select(i => i == 0 ? one.Line : Changed(one.Line, random)).ToArray(), name);
        }
    }

    public static TheoryData<string, bool> LargeNames
    {
        get
        {
            string[] names =
            [
                "NETSCREENSESSIONLOG", "HAPROXYHTTP", "HTTPD_ERRORLOG", "RT_FLOW1", "SFW2", "IPTABLES", "BIND9", "BACULA_LOGLINE", "CISCOFW302013_302014_302015_302016",
                "ELB_ACCESS_LOG",
            ];
            var large = new TheoryData<string, bool>();
            foreach (var (name, ecs) in names.SelectMany(name => new[] { (name, false), (name, true) }).Where(one => StockCases.Of(one.name, one.Item2).Count > 0))
            {
                large.Add(name, ecs);
            }

            return large;
        }
    }

    private static readonly string[] Addresses =
    [
        "^%{IPORHOST:a}:%{POSINT:p}(?: to %{IPORHOST:b})?(?:$|;)",
        "(?:from|to) %{IP:a} ?[/:]?%{NONNEGINT:p}?",
        "^(?:%{IP:a},? ?)+(?:to %{IPORHOST:b})",
        "^%{HOSTPORT:a}(?: .*?)?%{IPV6:b}(?:%|;|$)",
        "^(?=%{IP} )%{IPORHOST:a} (?>to %{IPORHOST:b}:?)[0-9]",
        "%{SYSLOGTIMESTAMP:t}? ?%{IPV4:a}.%{SYSLOGTIMESTAMP:u}",
    ];

    private static readonly string[] AddressPieces =
    [
        "::", "::1", "fe80::1", "fe80::1%eth0", "2001:db8::8a2e:370:7334", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::ffff:192.0.2.1", "64:ff9b::192.0.2.33",
        "192.0.2.1", "192.0.2.256", "010.1.2.3", "1.2.3.4.5", "host.example.com.", "a-b", "x", "7", "12ab", "ab", "abcd", "12345",
        ":", ":", ".", "%", "-", " ", " ", " to ", "from ", "to ", ",", ";", ":80", "/", "Nov 20 10:11:12", "May  1 01:02:03.5",
    ];

    private static string AddressLine(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => AddressPieces[random.Next(AddressPieces.Length)]));

    private static string Changed(string line, Random random)
    {
        var at = random.Next(line.Length + 1);
        var rest = line[Math.Min(line.Length, at + random.Next(2))..];
        var changed = line[..at] + (random.Next(3) == 0 ? "" : "0:.a %/\"-"[random.Next(9)]) + rest;
        return random.Next(3) == 0 ? Changed(changed, random) : changed;
    }

    private static (RegexTree Tree, ImmutableArray<int> ReadGroups) Stock(string expression, bool ecs)
    {
        var pattern = StockPatternTests.Compiled(expression, ecs);
        return (pattern.Tree, [.. pattern.ReadGroups]);
    }

    // The groups of what stands there twice are not read.
    private static (RegexTree Tree, ImmutableArray<int> ReadGroups) Twice(GeneratedMatches generated)
    {
        var (repeated, groups) = generated.Next();
        var (between, others) = generated.Next();
        var tree = Re2Parser.Parse($"(?:{repeated})[ab]?(?:{between})(?:{repeated})(?:b|c)").Tree!;
        return (tree, [.. Enumerable.Range(groups + 1, others)]);
    }

    private static void AssertSame(Matcher matcher, (RegexTree Tree, ImmutableArray<int> ReadGroups) pattern, IEnumerable<string> lines, string where)
    {
        var whole = DotNetPrinter.Print(pattern.Tree, pattern.ReadGroups);
        Assert.False(matcher is RegexMatcher, $"{where}: no generated code for /{whole}/");
        var expected = new Regex(whole, RegexOptions.CultureInvariant | RegexOptions.Compiled);
        foreach (var line in lines)
        {
            var match = expected.Match(line);
            var same = matcher.IsMatch(line) == match.Success && (!match.Success || pattern.ReadGroups.Prepend(0).All(group => IsSame(matcher, match, group)));
            Assert.True(same, $"{where}: /{whole}/ on \"{line}\"");
        }
    }

    private static bool IsSame(Matcher matcher, Match match, int number) =>
        match.Groups[number] is { Success: true } group
            ? matcher.Start(number) == group.Index && matcher.End(number) == group.Index + group.Length
            : !matcher.Took(number);
}
