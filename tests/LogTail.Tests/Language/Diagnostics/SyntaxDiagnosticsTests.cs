namespace LogTail.Tests.Language.Diagnostics;

/// <summary>Reading (spec/mtail-language.md §2, §3). Each code with its whole rendering; the method has the name of the code.</summary>
public class SyntaxDiagnosticsTests
{
    [Fact]
    public void UnexpectedCharacter() => Assert.Equal(
        """
        p.mtail:1:4: error LT0001: `;` means nothing in a program.
            c++;
               ^
        hint: Statements end with the line; leave the semicolon out.

        """,
        Programs.Render(
            """
            c++;

            """));

    [Fact]
    public void UnterminatedString() => Assert.Equal(
        """
        p.mtail:1:5: error LT0002: This text has no end on its line.
            x = "abc
                ^^^^
        hint: Close it with `"`. A quote inside is written `\"`.

        """,
        Programs.Render(
            """
            x = "abc

            """));

    [Fact]
    public void UnterminatedRegex() => Assert.Equal(
        """
        p.mtail:1:1: error LT0003: This regular expression has no end on its line.
            /foo {
            ^^^^^^
        hint: Close it with `/`. A slash inside is written `\/`; a long pattern may be split with `+` at the end of a line.

        """,
        Programs.Render(
            """
            /foo {
              stop
            }

            """));

    [Fact]
    public void BadNumber() => Assert.Equal(
        """
        p.mtail:1:5: error LT0004: `9223372036854775808` is no number.
            x = 9223372036854775808
                ^^^^^^^^^^^^^^^^^^^
        hint: Integers fit 64 bits; floats are written like 1.5 or 1e3.

        """,
        Programs.Render(
            """
            x = 9223372036854775808

            """));

    [Fact]
    public void BadDuration() => Assert.Equal(
        """
        p.mtail:1:18: error LT0005: `1d` is no length of time.
            del a["x"] after 1d
                             ^^
        hint: Use the units h, m and s, as in 24h, 1h30m or 90s.

        """,
        Programs.Render(
            """
            del a["x"] after 1d

            """));

    [Fact]
    public void UnexpectedText() => Assert.Equal(
        """
        p.mtail:1:9: error LT0006: `text` does not fit here; a name or a text should follow.
            counter text
                    ^^^^
        hint: `text` is a word of the language and cannot be a name.

        """,
        Programs.Render(
            """
            counter text

            """));

    [Fact]
    public void A_condition_with_a_word_before_it() => Assert.Equal(
        """
        p.mtail:2:4: error LT0006: `$1` does not fit here; an assignment, `{` or the end of the line should follow.
            if $1 > 5 {
               ^^
        hint: A condition has no word before it: write `$x > 5 { … }`, or `/pattern/ { … }`.

        """,
        Programs.Render("counter c\nif $1 > 5 {\n  c++\n}\n").Split("p.mtail:4")[0]);

    [Fact]
    public void UnexpectedEnd() => Assert.Equal(
        """
        p.mtail:1:5: error LT0007: This block is still open at the end of the program.
            /a/ {
                ^
        hint: Close it with `}`.

        """,
        Programs.Render(
            """
            /a/ {
              stop

            """));

    [Fact]
    public void NoEffect() => Assert.Equal(
        """

        """,
        Programs.Render(
            """
            1 + 2

            """));

    [Fact]
    public void TooDeep() => Assert.Equal(
        """
        p.mtail:1:151: error LT0009: More than 150 brackets and blocks are open here.
            ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
                                                                                                                                                                  ^
        hint: Split the expression, or move inner blocks out of their parents.

        """,
        Programs.Render(new string('(', 10_000)));

    [Fact]
    public void TooLong() => Assert.Equal(
        """
        p.mtail:1:1: error LT0010: This program has 1048577 characters; the limit is 1048576.
            # too long
            ^
        hint: Is it a program? Split a real one into several files.

        """,
        Programs.Render("# too long\n" + new string('\n', 1048566)));
}
