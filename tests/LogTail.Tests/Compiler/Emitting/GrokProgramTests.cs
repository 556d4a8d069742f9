using LogTail.Language;
using LogTail.Language.Grok;

namespace LogTail.Tests.Compiler.Emitting;

/// <summary>Programs with grok references, run. What is expected of each line follows from spec/grok.md.</summary>
public sealed class GrokProgramTests
{
    private const string Get =
        """127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326 "http://example.com/" "Mozilla/4.08" """;

    private const string NoBytes = """::1 - - [10/Oct/2000:13:55:36 -0700] "HEAD / HTTP/1.1" 304 - "-" "curl" """;

    [Fact]
    public void A_stock_pattern_gives_its_fields()
    {
        var program = Start("""
            counter requests by verb, response
            counter bytes by v
            /^%{COMBINEDAPACHELOG}/ {
              requests[$verb][$response]++
              bytes[$httpversion] += $bytes
            }

            """);

        program.Run(Get.TrimEnd(), NoBytes.TrimEnd());

        program.Has("requests[GET,200] 1", "requests[HEAD,304] 1", "bytes[1.0] 2326", "bytes[1.1] 0");
        Assert.Equal(["5: `$bytes` is not a number on this line"], program.Faults);
    }

    [Fact]
    public void Fields_of_the_common_schema_are_spelled_with_underscores()
    {
        var program = Start("counter c by m, s\n/^%{COMBINEDAPACHELOG}/ {\n  c[$http_request_method][$http_response_status_code]++\n}\n", new GrokSource(UsesEcs: true, []));
        program.Run(Get.TrimEnd());
        program.Has("c[GET,200] 1");
    }

    // :int is the integer that the text begins with, :float likewise; without a type a text stays as it is written.
    [Fact]
    public void Types_convert_and_labels_keep_the_text()
    {
        var program = Start("""
            gauge i
            gauge f
            counter c by plain, typed
            /i=%{NUMBER:i:int} f=%{DATA:f:float} n=%{NUMBER:n} t=%{NUMBER:t:int}/ {
              i = $i
              f = $f
              c[$n][$t]++
            }

            """);
        program.Run("i=3.99 f=1.5s n=007.50 t=007");
        program.Has("i 3", "f 1.5", "c[007.50,7] 1");
    }

    [Fact]
    public void Of_alternatives_with_one_field_the_one_that_took_part_counts()
    {
        var program = Start("""
            counter c by u
            counter missing
            /(?:user=%{WORD:u}|id=%{INT:u}|none)/ {
              defined($u) {
                c[$u]++
              } else {
                missing++
              }
            }

            """);
        program.Run("user=bob", "id=12", "none");
        program.Has("c[bob] 1", "c[12] 1", "missing 1");
    }

    [Fact]
    public void A_predicate_must_hold()
    {
        var program = Start("""
            counter big
            counter dotted
            counter other
            /n=%{NUMBER>5}/ {
              big++
            }
            /h=%{HOSTNAME=~\/\.\/}/ {
              dotted++
            } else {
              other++
            }

            """);
        program.Run("n=5", "n=5.5", "n=10", "h=a.b", "h=ab");
        program.Has("big 2", "dotted 1", "other 4");
    }

    [Fact]
    public void Where_a_predicate_does_not_hold_the_search_goes_on()
    {
        var program = Start("""
            counter c by n
            counter small
            /(?P<key>\w)=%{INT:n>5}/ {
              c[$key + $n]++
            }
            getfilename() + "a=2 b=3" !~ /%{INT>5}/ && /^a/ {
              small++
            }

            """);
        program.Run("a=1 b=77 c=9", "a=1 b=2");
        program.Has("c[b77] 1", "small 2");
    }

    [Fact]
    public void A_beginning_that_two_patterns_share_does_not_hide_a_predicate()
    {
        var program = Start("""
            counter one
            counter two
            /^%{INT:n>5} (a)/ {
              one++
            }
            /^%{INT:n>5} (b)/ {
              two++
            }

            """);
        program.Run("3 a", "7 a", "7 b", "3 b");
        program.Has("one 1", "two 1");
    }

    [Fact]
    public void Case_is_ignored_inside_of_a_reference_too_where_the_program_says_so()
    {
        var program = Start("counter c by k\n/(?i)x%{MINE:k}/ {\n  c[$k]++\n}\n/y%{MINE:k}/ {\n  c[$k]++\n}\n", Defined("MINE abc\n"));
        program.Run("XABC", "yABC");
        program.Has("c[ABC] 1");
    }

    [Fact]
    public void A_users_definition_overrides_a_stock_one()
    {
        var program = Start("counter c by k\n/^%{SYSLOGHOST:k}$/ {\n  c[$k]++\n}\n", Defined("IPORHOST <[^>]*>\n"));
        program.Run("<here>", "1.2.3.4");
        program.Has("c[<here>] 1");
    }

    [Fact]
    public void Matching_a_field_against_a_pattern_sees_its_text()
    {
        var program = Start("counter c\n/v=%{NUMBER:v}/ {\n  $v =~ /^1\\.0$/ {\n    c++\n  }\n}\n");
        program.Run("v=1.0", "v=1", "v=10");
        program.Has("c 1");
    }

    // spec/grok.md §5.2: exponential in the original definitions. Such a line costs its budget, is counted, and the others are not touched.
    [Fact]
    public void A_line_that_a_users_pattern_cannot_bear_is_given_up_and_counted()
    {
        var program = Start(
            "counter c by h\n/^%{SYSLOGTIMESTAMP} %{EVIL:h}+ %{WORD}: /{\n  c[$h]++\n}\n",
            Defined("EVIL (?>\\b[0-9A-Za-z][0-9A-Za-z-]{0,62}|x)(?:\\.(?:[0-9A-Za-z][0-9A-Za-z-]{0,62}))*(\\.?|\\b)\n"));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        program.Run("May 11 15:17:02 ok prog: x", "May 11 15:17:02 meow" + string.Concat(Enumerable.Repeat(".a", 60)) + "\u0001", "May 11 15:17:03 ok prog: y");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
        program.Has("c[ok] 2");
        Assert.Contains(LogTail.Runtime.Matching.Matcher.OwnedBy(program.Program), matcher => matcher.Overruns == 1);
    }

    // The same with definitions that have a linear form: the lines are matched again, so nothing is lost.
    [Fact]
    public void A_line_that_costs_too_much_is_matched_in_linear_time_where_the_pattern_allows_it()
    {
        var program = Start(
            "counter c by p\ncounter d\n/^%{PROTO:p}!/ {\n  c[$p]++\n}\n/^%{COLUMNS}END$/ {\n  d++\n}\n",
            Defined("PROTO [A-Za-z]([A-Za-z0-9+\\-.]+)+\nCOLUMNS " + string.Concat(Enumerable.Repeat("%{DATA}\\t", 12)) + "\n"));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        program.Run(
            "http!", new string('a', 64), new string('b', 5000) + "!", string.Concat(Enumerable.Repeat("x\t", 400)), string.Concat(Enumerable.Repeat("x\t", 12)) + "END");

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
        program.Has("c[http] 1", $"c[{new string('b', 5000)}] 1", "d 1");
        var matchers = LogTail.Runtime.Matching.Matcher.OwnedBy(program.Program);
        Assert.Contains(matchers, matcher => matcher.Overruns >= 1);
        Assert.All(matchers, matcher => Assert.Equal(0, matcher.Skips));
    }

    // spec/grok.md §5.2: the shipped definitions bear what the original ones do not.
    [Fact]
    public void Shipped_patterns_bear_the_lines_that_are_exponential_elsewhere()
    {
        var program = Start("counter c by p\n/^%{SYSLOGLINE}/ {\n  c[$program]++\n}\n/^%{URI} $/ {\n  c[\"uri\"]++\n}\n");
        var dots = string.Concat(Enumerable.Repeat(".a", 200));
        program.Run($"May 11 15:17:02 meow{dots}\u0001", $"May 11 15:17:02 meow{dots} x: y", new string('a', 500) + "\u0001");
        program.Has("c[x] 1");
        Assert.All(LogTail.Runtime.Matching.Matcher.OwnedBy(program.Program), matcher => Assert.Equal(0, matcher.Skips));
    }

    // Otherwise the compiler would be at it for minutes.
    [Fact]
    public void A_pattern_of_any_size_is_built_in_time()
    {
        var program = Start("counter c by k\n/^%{I6} (?P<rest>.*)/ {\n  c[$rest]++\n}\n", Defined("I0 %{IPORHOST}\n" + string.Concat(Enumerable.Range(1, 6).Select(i => $"I{i} %{{I{i - 1}}} %{{I{i - 1}}}\n"))));
        program.Run(string.Join(' ', Enumerable.Repeat("10.0.0.1", 64)) + " end", "10.0.0.1");
        program.Has("c[end] 1");
    }

    private static RunningProgram Start(string text, GrokSource? grok = null) => RunningProgram.Start(text, grok: grok ?? GrokSource.Shipped);

    private static GrokSource Defined(string patterns) => new(UsesEcs: false, PatternFile.Parse("patterns", patterns).Definitions);
}
