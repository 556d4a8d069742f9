namespace LogTail.Tests.Language.Diagnostics;

/// <summary>Types and calls (spec/mtail-language.md §7, §9.1, §11, §12). Each code with its whole rendering; the method has the name of the code.</summary>
public class TypesDiagnosticsTests
{
    [Fact]
    public void TypeMismatch() => Assert.Equal(
        """
        p.mtail:3:7: error LT0201: `+` cannot have nothing at its left and a text at its right.
              g = $0 + "x"
                  ^^^^^^^^
        hint: `$0` can only be a key, or stand left of `=~`. Put the whole pattern into a group, and use `$1`.

        """,
        Programs.Render(
            """
            gauge g
            /x/ {
              g = $0 + "x"
            }

            """));

    [Fact]
    public void NotACondition() => Assert.Equal(
        """
        p.mtail:2:3: error LT0202: A condition must be a pattern or a comparison; this is a capture group.
              $1 { stop }
              ^^
        hint: Compare it with something, as in `x > 0`.

        """,
        Programs.Render(
            """
            /(\d+)/ {
              $1 { stop }
            }

            """));

    [Fact]
    public void WrongArgumentCount() => Assert.Equal(
        """
        p.mtail:1:1: error LT0203: `strtol` takes 2 arguments, but 1 is given.
            strtol("1") > 0 { stop }
            ^^^^^^^^^^^
        hint: Write `strtol(text, base)`.

        """,
        Programs.Render(
            """
            strtol("1") > 0 { stop }

            """));

    [Fact]
    public void WrongArgumentType() => Assert.Equal(
        """
        p.mtail:2:11: error LT0204: `text` in `tolower(text)` must be a text; this is an integer.
              tolower($1) == "x" { stop }
                      ^^
        hint: Convert it with `string(…)`.

        """,
        Programs.Render(
            """
            /(\d+)/ {
              tolower($1) == "x" { stop }
            }

            """));

    [Fact]
    public void LayoutNotLiteral() => Assert.Equal(
        """
        p.mtail:2:16: error LT0205: The layout of a time must be a text in quotes, in one piece.
              strptime($1, "2006" + "-01")
                           ^^^^^^^^^^^^^^
        hint: For example "2006-01-02 15:04:05".

        """,
        Programs.Render(
            """
            /(.*)/ {
              strptime($1, "2006" + "-01")
            }

            """));

    [Fact]
    public void BadLayout() => Assert.Equal(
        """
        p.mtail:2:16: error LT0206: The layout "2006-01-02T15:04:05Z" cannot even read itself.
              strptime($1, "2006-01-02T15:04:05Z")
                           ^^^^^^^^^^^^^^^^^^^^^^
        hint: Write the reference time Mon Jan 2 15:04:05 -0700 MST 2006 the way your log writes times. A `Z` for UTC is written Z07:00.

        """,
        Programs.Render(
            """
            /(.*)/ {
              strptime($1, "2006-01-02T15:04:05Z")
            }

            """));

    [Fact]
    public void NotIndexable() => Assert.Equal(
        """
        p.mtail:2:3: error LT0207: Only a metric with keys can be indexed.
              $1[0] == "x" { stop }
              ^^
        hint: Use the name of a metric declared with `by`.

        """,
        Programs.Render(
            """
            /(.*)/ {
              $1[0] == "x" { stop }
            }

            """));

    [Fact]
    public void WrongKeyCount() => Assert.Equal(
        """
        p.mtail:3:3: error LT0208: `c` has 2 keys, but 1 is given.
              c[$1]++
              ^^^^^
        hint: Its keys are `host`, `code`: write `c[$host, $code]`.

        """,
        Programs.Render(
            """
            counter c by host, code
            /(\S+)/ {
              c[$1]++
            }

            """));

    [Fact]
    public void NotAMetric() => Assert.Equal(
        """
        p.mtail:2:3: error LT0209: Only a metric can be counted up.
              $1++
              ^^
        hint: Declare a metric and use the group as its value: `metric += $group`.

        """,
        Programs.Render(
            """
            /(\d+)/ {
              $1++
            }

            """));

    [Fact]
    public void CannotCount() => Assert.Equal(
        """
        p.mtail:3:3: error LT0210: `++` needs a metric of integers; this one holds a text.
              t++
              ^^^
        hint: Use another metric for counting.

        """,
        Programs.Render(
            """
            text t
            /x/ {
              t++
            }

            """));

    [Theory]
    [InlineData("c[*]++")]
    [InlineData("del c[*] after 1h")]
    public void AnyKeyOutsideDelete(string statement) => Assert.Equal(
        $"""
        p.mtail:3:{statement.IndexOf('*', StringComparison.Ordinal) + 3}: error LT0219: `*` stands for any value only as a key of what is deleted.
              {statement}
        {new string(' ', statement.IndexOf('*', StringComparison.Ordinal) + 6)}^
        hint: Write `del metric[$key, *]`, or a value.

        """,
        Programs.Render($"counter c by k\n/x/ {{\n  {statement}\n}}\n"));

    [Fact]
    public void CannotDelete() => Assert.Equal(
        """
        p.mtail:4:7: error LT0211: Only one series of a metric with keys can be deleted.
              del c
                  ^
        hint: Write `del metric[key]`.

        """,
        Programs.Render(
            """
            counter c
            /x/ {
              c++
              del c
            }

            """));

    [Fact]
    public void DivisionByZero() => Assert.Equal(
        """
        p.mtail:3:7: error LT0212: This divides by zero.
              g = $1 / 0
                  ^^^^^^

        """,
        Programs.Render(
            """
            gauge g
            /(\d+)/ {
              g = $1 / 0
            }

            """));

    // mtail does not look at constants inside `del`: KNOWN-GAPS.md. Program 761667 of the generator.
    [Fact]
    public void A_division_by_zero_between_constants_is_found_inside_del_too() => Assert.Equal(
        """
        p.mtail:3:9: error LT0212: This divides by zero.
              del g[0.0 / 0]
                    ^^^^^^^

        """,
        Programs.Render(
            """
            gauge g by k
            /(\d+)/ {
              del g[0.0 / 0]
              g[$1] = 1
            }

            """));

    [Fact]
    public void BadSummary() => Assert.Equal(
        """
        p.mtail:1:21: error LT0218: A quantile lies between 0 and 1.
            summary s quantiles 99: 0.1
                                ^^
        hint: The median is 0.5, the 99th percentile 0.99.

        """,
        Programs.Render(
            """
            summary s quantiles 99: 0.1
            /(\d+)/ {
              s = $1
            }

            """));

    [Fact]
    public void BadSummary_below_zero() => Assert.StartsWith(
        "p.mtail:1:21: error LT0218: A quantile lies between 0 and 1.",
        Programs.Render("summary s quantiles -1: 0.1\n/(\\d+)/ {\n  s = $1\n}\n"),
        StringComparison.Ordinal);

    [Fact]
    public void BadBuckets() => Assert.Equal(
        """
        p.mtail:1:27: error LT0213: Each bound must be greater than the one before it.
            histogram h buckets 1, 3, 2
                                      ^
        hint: Sort the bounds, each one once.

        """,
        Programs.Render(
            """
            histogram h buckets 1, 3, 2
            /(\d+)/ {
              h = $1
            }

            """));

    [Fact]
    public void TextCounter() => Assert.Equal(
        """
        p.mtail:1:9: error LT0214: The counter `c` is given texts, and a counter starts at 0.
            counter c
                    ^
        hint: `c` is given `$1`, which is a text: capture only digits, or write `int($1)` or `float($1)`.

        """,
        Programs.Render(
            """
            counter c
            /(\S+)/ {
              c = $1
            }

            """));

    [Fact]
    public void A_group_that_may_be_a_dash_is_named_where_its_metric_cannot_count() => Assert.Equal(
        """
        p.mtail:1:9: error LT0214: The counter `bytes` is given texts, and a counter starts at 0.
            counter bytes
                    ^^^^^
        hint: `bytes` is given `$size`, which may be `-` and so is a text: leave the dash out of the group, as in `(?:(\d+)|-)`.
        p.mtail:4:3: error LT0210: `++` needs a metric of integers; this one holds a text.
              bytes++
              ^^^^^^^
        hint: `bytes` is given `$size`, which may be `-` and so is a text: leave the dash out of the group, as in `(?:(\d+)|-)`.

        """,
        Programs.Render(
            """
            counter bytes
            /(?P<size>-|\d+) x/ {
              bytes += $size
              bytes++
            }

            """));

    [Fact]
    public void NoOperation() => Assert.Equal(
        """
        p.mtail:3:11: error LT0215: `*` cannot work on a text.
              g = int($1 * 2)
                      ^^^^^^
        hint: Convert the text with `int(…)` or `float(…)`, or capture only digits.

        """,
        Programs.Render(
            """
            gauge g
            /(\S+)/ {
              g = int($1 * 2)
            }

            """));

    [Fact]
    public void ImpossibleConversion() => Assert.Equal(
        """
        p.mtail:3:11: error LT0216: A float cannot be made into an integer.
              g = int($1)
                      ^^
        hint: Capture the digits before the point in a group of their own.

        """,
        Programs.Render(
            """
            gauge g
            /(\d+\.\d+)/ {
              g = int($1)
            }

            """));

    [Fact]
    public void UnknownMetricType() => Assert.Equal(
        """
        p.mtail:4:7: error LT0217: `b` is read, but nothing says whether it holds integers, floats or texts.
              a = b
                  ^
        hint: Assign a number to it somewhere, or compare it with one.

        """,
        Programs.Render(
            """
            gauge a
            gauge b
            /x/ {
              a = b
            }

            """));
}
