using LogTail.Language;
using LogTail.Language.Diagnostics;

namespace LogTail.Tests.Language.Diagnostics;

/// <summary>How diagnostics look, whatever they say.</summary>
public class RenderingTests
{
    [Fact]
    public void Underlines_the_span_behind_tabs_and_wide_text() => Assert.Equal(
        """
        p.mtail:2:17: error LT0101: `y` is not declared before this.
                x = "日本" + y
                             ^
        hint: Declare it above: `counter y`.

        """,
        Programs.Render("text x\n\tx = \"日本\" + y\n"));

    [Fact]
    public void Counts_columns_in_bytes() =>
        Assert.StartsWith("p.mtail:2:14: ", Programs.Render("text x\nx = \"éé\" + y\n"), StringComparison.Ordinal);

    [Fact]
    public void Shows_the_place_in_a_very_long_line()
    {
        var rendered = Programs.Render("/" + new string('a', 500) + "/ && nosuch > 1 { stop }").Split('\n');
        Assert.Equal(rendered[1].IndexOf("nosuch", StringComparison.Ordinal), rendered[2].IndexOf('^', StringComparison.Ordinal));
        Assert.True(rendered[1].Length < 200);
    }

    [Fact]
    public void Points_behind_the_last_character_at_the_end_of_a_line() => Assert.Equal(
        """
        p.mtail:1:11: error LT0006: The line ends here, but a name or a text should follow.
            gauge g by
                      ^

        """,
        Programs.Render("gauge g by\n"));

    [Fact]
    public void Is_sorted_by_place()
    {
        var positions = Programs.Check("b++\n/x(/ { stop }\na++\ncounter c\n").Diagnostics.Select(d => d.Span.Start).ToList();
        Assert.Equal(positions.Order(), positions);
        Assert.Equal(4, positions.Count);
    }

    [Fact]
    public void Codes_above_500_are_warnings()
    {
        foreach (var code in Enum.GetValues<DiagnosticCode>())
        {
            var expected = (int)code >= 500 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
            Assert.Equal(expected, new Diagnostic(code, default, "").Severity);
        }

        Assert.Equal("LT0003", DiagnosticText.CodeOf(DiagnosticCode.UnterminatedRegex));
    }
}
