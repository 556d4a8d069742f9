using LogTail.Language;

namespace LogTail.Tests.Language.Diagnostics;

/// <summary>Warnings: what runs, and hardly as meant (spec/mtail-language.md §25). Each code with its whole rendering; the method has the name of the code.</summary>
public class TrapsDiagnosticsTests
{
    [Fact]
    public void Unused() => Assert.Equal(
        """
        p.mtail:1:9: warning LT0501: `c`, a counter, is never used.
            counter c
                    ^
        hint: Count something with it, or remove it. mtail refuses such a program.

        """,
        Programs.Render(
            """
            counter c

            """));

    [Fact]
    public void MatchWithValue() => Assert.Equal(
        """
        p.mtail:2:9: warning LT0502: What stands right of `=~` is fixed when the program is loaded; this value is not looked at, and an empty pattern always matches.
              $1 =~ $2 { stop }
                    ^^
        hint: Compare texts with `==`, or write the pattern as /…/.

        """,
        Programs.Render(
            """
            /(\w+) (\w+)/ {
              $1 =~ $2 { stop }
            }

            """));

    [Fact]
    public void DashIsNoNumber() => Assert.Equal(
        """
        p.mtail:3:12: warning LT0503: This group may be `-`, which makes it a text even when it is digits, so `bytes` holds a text and is exported as 0 for ever.
              bytes += $1
                       ^^
        hint: Leave the dash out of the group, as in `(?:(\d+)|-)`, and use the group in a block of `defined(…) { … }`.

        """,
        Programs.Render(
            """
            gauge bytes
            / (-|\d+)$/ {
              bytes += $1
            }

            """));

    [Fact]
    public void TextAgainstNumber() => Assert.Equal(
        """
        p.mtail:2:3: warning LT0504: A text and a number are compared as texts: "10" comes before "9".
              $1 > 5 { stop }
              ^^^^^^
        hint: Capture only digits, two or more or `\d+`, or write `int(…)` or `float(…)` around the text.

        """,
        Programs.Render(
            """
            /took (\S+)/ {
              $1 > 5 { stop }
            }

            """));

    [Theory]
    [InlineData(@"(?P<code>\S+)", "$code == 200")]
    [InlineData(@"(?P<code>\S+)", "200 != $code")]
    [InlineData(@"(?P<code>-|\d+)", "$code == 200")]
    [InlineData(@"(?P<code>\d)", "$code == 2")]
    public void A_text_that_is_to_equal_a_number_is_pointed_out(string pattern, string condition) => Assert.Contains(
        "warning LT0504: A text and a number are compared as texts: \"05\" is not \"5\".",
        Programs.Render($"/{pattern} took/ {{\n  {condition} {{ stop }}\n}}\n"));

    [Fact]
    public void TextExportsZero() => Assert.Equal(
        """
        p.mtail:1:7: warning LT0505: `g` is given texts, so it holds a text and is exported to Prometheus as 0 for ever.
            gauge g
                  ^
        hint: Convert the values with `int(…)` or `float(…)`, capture only digits, or make the text a key.

        """,
        Programs.Render(
            """
            gauge g
            /g=(\S+)/ {
              g = $1
            }

            """));

    [Fact]
    public void LosesLeadingZeros() => Assert.Equal(
        """
        p.mtail:3:5: warning LT0506: This group is a number, so leading zeros are lost when it is used as a label: `007` becomes `7`.
              c[$1]++
                ^^
        hint: Make it a text by letting the pattern end with something that is no digit, as in `(\d{2}\b)`.

        """,
        Programs.Render(
            """
            counter c by hour
            / (\d{2}):\d{2}/ {
              c[$1]++
            }

            """));

    [Fact]
    public void OneDigitIsText() => Assert.Equal(
        """
        p.mtail:3:11: warning LT0507: A group of exactly one digit is a text, so `level` holds a text and is exported as 0 for ever.
              level = $1
                      ^^
        hint: Write `(\d+)` in the pattern, or `int(…)` here.

        """,
        Programs.Render(
            """
            gauge level
            /level (\d)/ {
              level = $1
            }

            """));

    [Fact]
    public void NeverFits() => Assert.Equal(
        """
        p.mtail:5:13: warning LT0508: `seconds` holds floats, and an integer is not converted: this fails on every line that comes here.
              seconds = 0
                        ^
        hint: Write 0.0.

        """,
        Programs.Render(
            """
            gauge seconds
            /took (\d+\.\d+)/ {
              seconds = $1
            } else {
              seconds = 0
            }

            """));

    [Fact]
    public void TextConcatenation() => Assert.Equal(
        """
        p.mtail:3:7: warning LT0509: A text and a number are not added but written one after the other: "5" + 1 is "51".
              t = $1 + 1
                  ^^^^^^
        hint: Capture only digits, two or more or `\d+`, or write `int(…)` or `float(…)` around the text; or, if that is meant, quotes around the number.

        """,
        Programs.Render(
            """
            text t
            /v(\S+)/ {
              t = $1 + 1
            }

            """));

    [Fact]
    public void NeverMatches() => Assert.Equal(
        """
        p.mtail:1:1: warning LT0510: This pattern can never match.
            /start$ of line/ {
            ^^^^^^^^^^^^^^^^
        hint: Look for `^` behind or `$` before something that must be there.

        """,
        Programs.Render(
            """
            /start$ of line/ {
              stop
            }

            """));

    [Fact]
    public void RepeatsParent() => Assert.Equal(
        """
        p.mtail:3:3: warning LT0511: A condition around this has matched the same pattern already.
              /foo/ {
              ^^^^^
        hint: Remove this condition; its block can stand alone.

        """,
        Programs.Render(
            """
            counter c
            /foo/ {
              /foo/ {
                c++
              }
            }

            """));

    [Fact]
    public void TimeIsNoText() => Assert.Equal(
        """
        p.mtail:2:12: warning LT0512: `strptime` reads texts; a number is taken as the empty text, which no layout can read.
              strptime($1, "20060102")
                       ^^
        hint: Make the group a text, as in `(\d{8}\b)`; for Unix seconds use `settime`.

        """,
        Programs.Render(
            """
            /^(\d{8}) / {
              strptime($1, "20060102")
            }

            """));

    [Fact]
    public void AlwaysFails() => Assert.Equal(
        """
        p.mtail:2:8: warning LT0513: A bit operator needs integers; this is a comparison. Every line that comes here fails.
              $1 & 7 == 3 { stop }
                   ^^^^^^
        hint: Bit operators bind looser than comparisons: write `(x & 7) == 3`.

        """,
        Programs.Render(
            """
            /(\d+)/ {
              $1 & 7 == 3 { stop }
            }

            """));

    [Fact]
    public void TruthIgnoresValue() => Assert.Equal(
        """
        p.mtail:2:3: warning LT0514: Only integers and comparisons decide anything; this always counts as true.
              len($1) && 1 < 2 { stop }
              ^^^^^^^
        hint: Compare it with something, as in `> 0` or `!= ""`.

        """,
        Programs.Render(
            """
            /(\S*)/ {
              len($1) && 1 < 2 { stop }
            }

            """));

    [Fact]
    public void UnknownPattern() => Assert.Equal(
        """
        p.mtail:1:4: warning LT0516: There is no grok pattern `NUMBR`, so this is matched as the text `%{NUMBR:n}`.
            /n=%{NUMBR:n}/ {
               ^^^^^^^^^^
        hint: Did you mean `NUMBER`?

        """,
        Programs.Render(
            "/n=%{NUMBR:n}/ {\n  stop\n}\n",
            Programs.Check("/n=%{NUMBR:n}/ {\n  stop\n}\n", new FrontEndOptions { Grok = GrokSource.Shipped }).Diagnostics));

    [Fact]
    public void BrokenReference() => Assert.Equal(
        """
        p.mtail:1:4: warning LT0517: The reference `%{NUMBER:n` is not closed, so it is matched as this text.
            /n=%{NUMBER:n (\d+)/ {
               ^^^^^^^^^^
        hint: Add the missing `}`; if the text is meant, write `\%{`.

        """,
        Programs.Render(
            "/n=%{NUMBER:n (\\d+)/ {\n  stop\n}\n",
            Programs.Check("/n=%{NUMBER:n (\\d+)/ {\n  stop\n}\n", new FrontEndOptions { Grok = GrokSource.Shipped }).Diagnostics));

    [Fact]
    public void NothingCaptured() => Assert.Equal(
        """
        p.mtail:6:7: warning LT0515: Here the pattern of this group has not matched, so there is nothing to read, and the line fails.
                c[$1]++
                  ^^
        hint: Give the outer group that you mean another number or name, or read it before.

        """,
        Programs.Render(
            """
            counter c by k
            /(a+)/ {
              /b(\S+)/ {
                c[$1]++
              } else {
                c[$1]++
              }
            }

            """));
}
