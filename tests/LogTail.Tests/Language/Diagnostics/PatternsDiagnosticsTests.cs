namespace LogTail.Tests.Language.Diagnostics;

/// <summary>Regular expressions (spec/mtail-language.md §5, §15). Each code with its whole rendering; the method has the name of the code.</summary>
public class PatternsDiagnosticsTests
{
    [Fact]
    public void InvalidPattern() => Assert.Equal(
        """
        p.mtail:1:11: error LT0301: This group is not closed.
            const IP /(\d+/
                      ^
        hint: Add the missing `)`, or write `\(` for the character itself.

        """,
        Programs.Render(
            """
            const IP /(\d+/
            /from / + IP {
              stop
            }

            """));

    [Fact]
    public void DuplicateGroup() => Assert.Equal(
        """
        p.mtail:1:15: error LT0303: Two groups of this condition are named `a`.
            /(?P<a>x)/ && /(?P<a>y)/ {
                          ^^^^^^^^^^
        hint: Rename one of them.

        """,
        Programs.Render(
            """
            /(?P<a>x)/ && /(?P<a>y)/ {
              stop
            }

            """));

    [Fact]
    public void NotAPattern() => Assert.Equal(
        """
        p.mtail:2:7: error LT0304: `c` is a counter and cannot be part of a pattern.
            /x/ + c {
                  ^
        hint: Patterns are fixed when the program is loaded: use /…/ and constants.

        """,
        Programs.Render(
            """
            counter c
            /x/ + c {
              c++
            }

            """));

    [Fact]
    public void PatternIsNoValue() => Assert.Equal(
        """
        p.mtail:3:7: error LT0305: A pattern decides something, it has no value of its own.
              g = /y/
                  ^^^
        hint: Make it a condition, or write `value =~ /…/`.
        p.mtail:3:7: error LT0215: A metric cannot hold a pattern.
              g = /y/
                  ^^^

        """,
        Programs.Render(
            """
            gauge g
            /x/ {
              g = /y/
            }

            """));

    [Fact]
    public void PatternTooLong() => Assert.Equal(
        """
        p.mtail:2:1: error LT0302: This pattern has 1200 bytes, with its constants pasted in; the limit is 1024.
            A + A { stop }
            ^^^^^
        hint: Match a shorter part of the line, or match in two steps.

        """,
        Programs.Render($"const A /{new string('a', 600)}/\nA + A {{ stop }}\n"));
}
