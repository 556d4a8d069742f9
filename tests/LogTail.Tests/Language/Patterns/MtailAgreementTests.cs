using LogTail.Language.Patterns;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Patterns;

/// <summary>Parser and typing against the real mtail (3.0.0~rc50, Go 1.19).</summary>
public class MtailAgreementTests
{
    // Spelled as newer Go accepts it (spec/mtail-language.md §15.1), and a name given twice, which newer mtail refuses (§24).
    private static readonly string[] NewerThanThisMtail = ["(?<y>e)", "(?P<a>x)(?P<a>y)"];

    [MtailFact]
    public void Accepts_and_refuses_the_same_patterns()
    {
        string[] patterns =
        [
            .. Re2ParserTests.Accepted.AsEnumerable<object[]>().Select(row => (string)row[0]),
            .. Re2ParserTests.Refused.AsEnumerable<object[]>().Select(row => (string)row[0]),
            .. CaptureTypingTests.Recorded,
            .. GeneratedPatterns.Spellings(seed: 1, count: 3000),
        ];
        var usable = patterns.Except(NewerThanThisMtail).Where(IsUsableInProgram).Distinct().ToArray();
        var mtail = MtailOracle.Accepts(usable);
        var differing = usable.Where((pattern, i) => Re2Parser.Parse(pattern).Succeeded != mtail[i]).ToArray();
        Assert.Empty(differing);
    }

    [MtailFact]
    public void Types_captures_alike()
    {
        string[] patterns =
        [
            .. CaptureTypingTests.Recorded,
            .. GeneratedPatterns.NumericGroups(seed: 1, count: 2000).Where(pattern => Re2Parser.Parse(pattern).Succeeded),
        ];
        var mtail = MtailOracle.TypesOfFirstGroup(patterns);
        var differing = patterns
            .Select((pattern, i) => (pattern, mtail: (CaptureType)mtail[i], ours: CaptureTypingTests.TypeOfFirstGroup(pattern)))
            .Where(row => row.mtail != row.ours)
            .ToArray();
        Assert.Empty(differing);
    }

    // A program's pattern literal ends at a slash and at a line's end; half of an escape before the closing slash would hide it.
    private static bool IsUsableInProgram(string pattern) => !pattern.Contains('\n') && !pattern.EndsWith('\\');
}
