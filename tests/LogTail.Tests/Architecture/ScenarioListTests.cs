using System.Globalization;
using System.Text.RegularExpressions;

namespace LogTail.Tests.Architecture;

/// <summary>The fault matrix of spec/follower.md §2 has 38 rows; each is a test, or several, that begins with its number.</summary>
public sealed partial class ScenarioListTests
{
    private const int Scenarios = 38;

    [Fact]
    public void Every_scenario_of_the_fault_matrix_is_a_test()
    {
        var numbers = Checkout.Files("tests", "*.cs")
            .SelectMany(path => TestName().Matches(Checkout.Read(path)))
            .SelectMany(match => Number().Matches(match.Value))
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, Scenarios), numbers.Distinct().Order());
    }

    [GeneratedRegex(@"public (async )?(Task|void) (S\d\d_)+")]
    private static partial Regex TestName();

    [GeneratedRegex(@"S(\d\d)_")]
    private static partial Regex Number();
}
