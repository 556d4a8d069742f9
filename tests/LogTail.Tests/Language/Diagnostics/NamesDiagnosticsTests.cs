namespace LogTail.Tests.Language.Diagnostics;

/// <summary>Names, scopes and decorators (spec/mtail-language.md §4, §6, §10). Each code with its whole rendering; the method has the name of the code.</summary>
public class NamesDiagnosticsTests
{
    [Fact]
    public void UnknownName() => Assert.Equal(
        """
        p.mtail:1:9: warning LT0501: `requests_total`, a counter, is never used.
            counter requests_total
                    ^^^^^^^^^^^^^^
        hint: Count something with it, or remove it. mtail refuses such a program.
        p.mtail:3:3: error LT0101: `request_total` is not declared before this.
              request_total++
              ^^^^^^^^^^^^^
        hint: Did you mean `requests_total`?

        """,
        Programs.Render(
            """
            counter requests_total
            /x/ {
              request_total++
            }

            """));

    [Fact]
    public void UnknownCapture() => Assert.Equal(
        """
        p.mtail:3:5: error LT0102: No pattern around this captures `stauts`.
              c[$stauts]++
                ^^^^^^^
        hint: Did you mean `status`?

        """,
        Programs.Render(
            """
            counter c by status
            /(?P<status>\d+)/ {
              c[$stauts]++
            }

            """));

    [Fact]
    public void Redeclared() => Assert.Equal(
        """
        p.mtail:3:7: error LT0103: `a` is declared already, as a counter.
            gauge a
                  ^
        hint: Give one of them another name.

        """,
        Programs.Render(
            """
            counter a
            a++
            gauge a

            """));

    [Fact]
    public void UnknownDecorator() => Assert.Equal(
        """
        p.mtail:1:1: error LT0104: No decorator `syslog` is defined before this.
            @syslog {
            ^^^^^^^
        hint: Define it above with `def syslog { … next … }`.

        """,
        Programs.Render(
            """
            @syslog {
              stop
            }

            """));

    [Fact]
    public void RecursiveDecorator() => Assert.Equal(
        """
        p.mtail:1:5: warning LT0501: `d`, a decorator, is never used.
            def d {
                ^
        hint: Remove it. mtail refuses such a program.
        p.mtail:2:3: error LT0105: The decorator `d` cannot be used inside its own definition.
              @d {
              ^^

        """,
        Programs.Render(
            """
            def d {
              @d {
                next
              }
            }

            """));

    [Fact]
    public void DecoratorWithoutNext() => Assert.Equal(
        """
        p.mtail:1:5: error LT0106: The decorator `d` has no `next`, so nothing it decorates could ever run.
            def d {
                ^
        hint: Write `next` where the decorated block belongs.

        """,
        Programs.Render(
            """
            def d {
              stop
            }
            @d { stop }

            """));

    [Fact]
    public void SecondNext() => Assert.Equal(
        """
        p.mtail:3:3: error LT0107: The decorator `d` has a `next` already.
              next
              ^^^^
        hint: Put the block in one place, or write two decorators.

        """,
        Programs.Render(
            """
            def d {
              next
              next
            }
            @d { stop }

            """));

    [Fact]
    public void NextOutsideDecorator() => Assert.Equal(
        """
        p.mtail:2:3: error LT0108: `next` stands for a decorated block and means nothing outside the definition of a decorator.
              next
              ^^^^
        hint: Use `stop` to be done with the line.

        """,
        Programs.Render(
            """
            /x/ {
              next
            }

            """));

    [Fact]
    public void UnknownFunction() => Assert.Equal(
        """
        p.mtail:1:1: error LT0109: There is no function `print`.
            print("x")
            ^^^^^
        hint: The functions are bool, defined, float, getfilename, int, len, settime, string, strptime, strtol, subst, timestamp, tolower.

        """,
        Programs.Render(
            """
            print("x")

            """));

    [Fact]
    public void NoLineInBegin() => Assert.Equal(
        """
        p.mtail:2:3: error LT0110: There is no line yet in a `begin` block, so nothing can be matched.
              /x/ { stop }
              ^^^

        """,
        Programs.Render(
            """
            begin {
              /x/ { stop }
            }

            """));
}
