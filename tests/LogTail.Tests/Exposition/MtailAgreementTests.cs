using System.Globalization;
using System.Text.RegularExpressions;
using LogTail.Exposition;
using LogTail.Metrics;
using LogTail.Tests.Metrics;
using LogTail.Tests.Support;

namespace LogTail.Tests.Exposition;

/// <summary>The same contents through the real mtail and through our writers.</summary>
public sealed partial class MtailAgreementTests
{
    private const string EverythingProgram = """
        counter lines_total
        counter by_two by zz, aa
        counter dash as "dash-name"
        counter ugly as "1bad"
        counter colon as ":x:y"
        counter badlabel by "a-b"
        counter ownprog by prog
        counter dup by x, y, x
        counter lim by q limit 7
        counter never by k
        counter zero
        gauge g
        gauge f
        gauge s by k
        gauge untouched
        timer tm by q
        text t
        histogram h buckets 1, 2.5, 10
        histogram hz by b buckets -1, 0, 1e7
        histogram hnever buckets 0, 1
        /^(?P<w>\S+) (?P<x>\S+) (?P<i>\d+) (?P<fl>-?\d+\.\d+(?:e[+-]?\d+)?)$/ {
          lines_total++
          by_two[$w][$x]++
          dash++
          ugly++
          colon++
          badlabel[$w]++
          ownprog[$w]++
          dup[$w][$x][$i]++
          lim[$w]++
          g = $i
          f = $fl
          s[$w] = $x
          tm[$w] = $i
          t = $x
          h = $fl
          hz[$w] = $fl
        }
        /never(.)/ {
          never[$1]++
          zero++
          untouched = 1
          hnever = 1
        }

        """;

    // Label values that need escaping in one format or the other; numbers on each side of the bounds of scientific notation.
    private static readonly (string W, string X, long I, double F)[] EverythingLines =
    [
        ("foo", "b\"ar\\x", 1_000_000, 1.5),
        ("ab", "é\u2028<>&'", 7, 2.25),
        ("foo", "zed", 123_456_789, 1234567.5),
        ("a\u0001b", "tab\u007F", 999_999, 0.00001),
        ("\u00E9", "😀", 5, 2.5),
        ("aa", "A", 0, 1e21),
    ];

    [MtailFact]
    public void Prometheus_text_is_mtails()
    {
        var mtail = MtailOneShot.Run("prometheus", EverythingLog(), [("all.mtail", EverythingProgram)]);

        Assert.Equal(0, mtail.ExitCode);
        Assert.Equal(mtail.Output, Written.Prometheus(EverythingStore()));
    }

    [MtailFact]
    public void Prometheus_text_without_the_program_is_mtails()
    {
        var mtail = MtailOneShot.Run("prometheus", EverythingLog(), [("all.mtail", EverythingProgram)], "-emit_prog_label=false");

        Assert.Equal(0, mtail.ExitCode);
        Assert.Equal(mtail.Output, Written.Prometheus(EverythingStore(), new PrometheusTextOptions { EmitProgLabel = false }));
    }

    [MtailFact]
    public void Json_is_mtails_but_for_the_time()
    {
        var mtail = MtailOneShot.Run("json", EverythingLog(), [("all.mtail", EverythingProgram)]);

        Assert.Equal(0, mtail.ExitCode);
        Assert.Equal(WithoutTimes(mtail.Output), WithoutTimes(Written.JsonObject(EverythingStore())));
    }

    [MtailFact]
    public void Timestamps_are_mtails()
    {
        const string program = """
            counter c by k
            counter initial
            histogram h buckets 1, 2
            /^(?P<k>\S+) (?P<t>-?\d+)$/ {
              settime($t)
              c[$k]++
              h = 1
            }
            /never/ {
              initial++
            }

            """;
        var mtail = MtailOneShot.Run("prometheus", "a 1614834367\nb -1\nc 0\n", [("t.mtail", program)], "-emit_metric_timestamp");
        var store = new MetricStore();
        var labels = new LabelBuffer();
        var counter = (IntFamily)store.Add(Described.Counter("c", "k") with { Program = "t.mtail", Source = "t.mtail:1:9" });
        store.Add(Described.Counter("initial") with { Program = "t.mtail", Source = "t.mtail:2:9-15" });
        var histogram = (HistogramFamily)store.Add(Described.Histogram("h", [1, 2]) with { Program = "t.mtail", Source = "t.mtail:3:11" });
        foreach (var (k, seconds) in new[] { ("a", 1614834367L), ("b", -1L), ("c", 0L) })
        {
            counter.GetOrAdd(labels.With(k)).Add(1, seconds * 1_000_000_000);
            histogram.Scalar().Observe(1, seconds * 1_000_000_000);
        }

        // mtail takes second 0 for "no time set" and stamps with the present: that sample cannot be compared.
        Assert.Equal(
            mtail.Output.Split('\n').Where(line => !line.Contains("k=\"c\"", StringComparison.Ordinal) && !line.StartsWith("h_", StringComparison.Ordinal)),
            Written.Prometheus(store, new PrometheusTextOptions { EmitTimestamps = true }).Split('\n')
                .Where(line => !line.Contains("k=\"c\"", StringComparison.Ordinal) && !line.StartsWith("h_", StringComparison.Ordinal)));
    }

    [MtailFact]
    public void Samples_of_several_programs_under_one_name_are_in_mtails_order()
    {
        var random = new Random(7);
        string[] alphabet = ["a", "b", "ab", "aé", "z", "A", "~", "0", "10", "é", "😀", "!"];
        var words = Enumerable.Range(0, 120)
            .Select(_ => (P: random.Next(3), K: Pick(), Z: Pick()))
            .Distinct()
            .ToArray();
        var programs = Enumerable.Range(0, 3).Select(p => (Name: $"p{p}.mtail", Text: $$"""
            counter c by z, k
            /^{{p}} (\S+) (\S+)$/ {
              c[$2][$1]++
            }

            """)).ToArray();
        var log = string.Concat(words.Select(word => $"{word.P} {word.K} {word.Z}\n"));
        var store = new MetricStore();
        var labels = new LabelBuffer();
        foreach (var (p, k, z) in words.OrderBy(word => word.P))
        {
            var family = (IntFamily)store.Add(Described.Counter("c", "z", "k") with { Program = $"p{p}.mtail", Source = $"p{p}.mtail:1:9" });
            family.GetOrAdd(labels.With(z, k)).Add(1, 1);
        }

        var expected = MtailOneShot.Run("prometheus", log, programs).Output;

        Assert.Equal(SampleLines(expected), SampleLines(Written.Prometheus(store)));

        string Pick() => alphabet[random.Next(alphabet.Length)] + alphabet[random.Next(alphabet.Length)];
    }

    [MtailFact]
    public void Twenty_thousand_numbers_read_as_mtail_writes_them()
    {
        var random = new Random(20260802);
        var numbers = Enumerable.Range(0, 20_000).Select(i => NumberFor(i, random)).Where(double.IsFinite).Distinct().ToArray();
        const string program = """
            gauge f by k
            /^(?P<k>\d+) (?P<v>-?\d+\.\d+e[+-]\d+)$/ {
              f[$k] = $v
            }

            """;
        var log = string.Concat(numbers.Select((number, i) => string.Create(CultureInfo.InvariantCulture, $"{i} {WithExponent(number)}\n")));

        var prometheus = MtailOneShot.Run("prometheus", log, [("f.mtail", program)]).Output;
        var json = MtailOneShot.Run("json", log, [("f.mtail", program)]).Output;

        foreach (Match sample in Sample().Matches(prometheus))
        {
            var number = numbers[int.Parse(sample.Groups["k"].ValueSpan, CultureInfo.InvariantCulture)];
            Assert.Equal(sample.Groups["value"].Value, GoFormat.Prometheus(number));
        }

        Assert.Equal(numbers.Length, Sample().Count(prometheus));
        Assert.Equal(JsonValue().Matches(json).Select(match => match.Groups["value"].Value), numbers.Select(GoFormat.Json));
    }

    // Everything that mtail refuses to export we refuse too: exit 1 and not a byte (spec/mtail-language.md §14.3).
    [MtailFact]
    public void What_mtail_will_not_export_together_we_will_not_either()
    {
        (string A, string B, MetricDescription[] Same)[] collisions =
        [
            ("counter c by k\n/(.)/ {\n  c[$1]++\n}\n", "counter c by j\n/(.)/ {\n  c[$1]++\n}\n", [Described.Counter("c", "k"), Described.Counter("c", "j")]),
            ("counter c by k\n/(.)/ {\n  c[$1]++\n}\n", "counter c\n/(.)/ {\n  c++\n}\n", [Described.Counter("c", "k"), Described.Counter("c")]),
            ("counter c as \"a-b\"\n/./ {\n  c++\n}\n", "counter d as \"a_b\"\n/./ {\n  d++\n}\n", [Described.Counter("a-b"), Described.Counter("a_b")]),
            ("histogram h buckets 1, 2\n/./ {\n  h = 1\n}\n", "counter h_count\n/./ {\n  h_count++\n}\n", [Described.Histogram("h", [1, 2]), Described.Counter("h_count")]),
            ("histogram h buckets 1, 2\n/./ {\n  h = 1\n}\n", "counter h_bucket\n/./ {\n  h_bucket++\n}\n", [Described.Histogram("h", [1, 2]), Described.Counter("h_bucket")]),
        ];
        foreach (var (a, b, declared) in collisions)
        {
            var mtail = MtailOneShot.Run("prometheus", "x\n", [("a.mtail", a), ("b.mtail", b)]);
            Assert.Equal((1, ""), (mtail.ExitCode, mtail.Output));

            var store = new MetricStore();
            foreach (var (description, program) in declared.Zip(["a.mtail", "b.mtail"]))
            {
                var family = store.Add(description with { Program = program });
                if (family is IntFamily counter && !description.Keys.IsEmpty)
                {
                    counter.GetOrAdd(new LabelBuffer().With("x")).Add(1, 1);
                }
            }

            Assert.Throws<SampleCollisionException>(() => Written.Prometheus(store));
        }
    }

    private static MetricStore EverythingStore()
    {
        var store = new MetricStore();
        var labels = new LabelBuffer();
        var line = 0;

        T Add<T>(MetricDescription description, string declaredName)
            where T : MetricFamily
        {
            line++;
            var column = description.Kind switch
            {
                MetricKind.Counter => 9,
                MetricKind.Histogram => 11,
                MetricKind.Gauge or MetricKind.Timer => 7,
                _ => 6,
            };
            var end = declaredName.Length == 1 ? "" : $"-{column + declaredName.Length - 1}";
            var family = store.Add(description with { Program = "all.mtail", Source = $"all.mtail:{line}:{column}{end}" });
            return (T)family;
        }

        var lines = Add<IntFamily>(Described.Counter("lines_total"), "lines_total");
        var byTwo = Add<IntFamily>(Described.Counter("by_two", "zz", "aa"), "by_two");
        var dash = Add<IntFamily>(Described.Counter("dash-name"), "dash");
        var ugly = Add<IntFamily>(Described.Counter("1bad"), "ugly");
        var colon = Add<IntFamily>(Described.Counter(":x:y"), "colon");
        var badLabel = Add<IntFamily>(Described.Counter("badlabel", "a-b"), "badlabel");
        var ownProg = Add<IntFamily>(Described.Counter("ownprog", "prog"), "ownprog");
        var dup = Add<IntFamily>(Described.Counter("dup", "x", "y", "x"), "dup");
        var lim = Add<IntFamily>(Described.Counter("lim", "q") with { Limit = 7 }, "lim");
        Add<IntFamily>(Described.Counter("never", "k"), "never");
        Add<IntFamily>(Described.Counter("zero"), "zero");
        var g = Add<IntFamily>(Described.Gauge("g"), "g");
        var f = Add<FloatFamily>(Described.FloatGauge("f"), "f");
        var s = Add<TextFamily>(Described.Gauge("s", "k") with { Type = MetricValueType.String }, "s");
        Add<IntFamily>(Described.Gauge("untouched"), "untouched");
        var tm = Add<IntFamily>(Described.Gauge("tm", "q") with { Kind = MetricKind.Timer }, "tm");
        var t = Add<TextFamily>(Described.Text("t"), "t");
        var h = Add<HistogramFamily>(Described.Histogram("h", [1, 2.5, 10]), "h");
        var hz = Add<HistogramFamily>(Described.Histogram("hz", [-1, 0, 1e7], "b"), "hz");
        Add<HistogramFamily>(Described.Histogram("hnever", [0, 1]), "hnever");
        foreach (var (w, x, i, value) in EverythingLines)
        {
            lines.Scalar().Add(1, 1);
            byTwo.GetOrAdd(labels.With(w, x)).Add(1, 1);
            dash.Scalar().Add(1, 1);
            ugly.Scalar().Add(1, 1);
            colon.Scalar().Add(1, 1);
            badLabel.GetOrAdd(labels.With(w)).Add(1, 1);
            ownProg.GetOrAdd(labels.With(w)).Add(1, 1);
            dup.GetOrAdd(labels.With(w, x, i.ToString(CultureInfo.InvariantCulture))).Add(1, 1);
            lim.GetOrAdd(labels.With(w)).Add(1, 1);
            g.Scalar().Set(i, 1);
            f.Scalar().Set(value, 1);
            s.GetOrAdd(labels.With(w)).Set(x, 1);
            tm.GetOrAdd(labels.With(w)).Set(i, 1);
            t.Scalar().Set(x, 1);
            h.Scalar().Observe(value, 1);
            hz.GetOrAdd(labels.With(w)).Observe(value, 1);
        }

        return store;
    }

    private static string EverythingLog() =>
        string.Concat(EverythingLines.Select(line => $"{line.W} {line.X} {line.I} {WithExponent(line.F)}\n"));

    /// <summary>A decimal form that every reader takes for the same double: 17 digits.</summary>
    private static string WithExponent(double number) => number.ToString("e16", CultureInfo.InvariantCulture);

    private static double NumberFor(int i, Random random) => (i % 5) switch
    {
        0 => BitConverter.Int64BitsToDouble(random.NextInt64()),
        1 => Math.ScaleB(1, ((i / 5) % 2098) - 1074),
        2 => Math.Round(random.NextDouble() * Math.Pow(10, random.Next(25)), random.Next(8)),
        3 => (random.NextInt64(1L << 52) / 4.0) + 0.75,
        _ => random.Next(-1_000_000, 1_000_000) / Math.Pow(10, random.Next(10)),
    };

    private static string WithoutTimes(string json) => Time().Replace(json, "\"Time\": *");

    private static IEnumerable<string> SampleLines(string text) => text.Split('\n').Where(line => !line.StartsWith('#'));

    [GeneratedRegex("\"Time\": \\d+")]
    private static partial Regex Time();

    [GeneratedRegex("^f\\{k=\"(?<k>\\d+)\",prog=\"f.mtail\"\\} (?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex("\"Value\": (?<value>[^{\n]+),\n")]
    private static partial Regex JsonValue();
}
