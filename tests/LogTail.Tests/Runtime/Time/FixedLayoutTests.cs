using System.Globalization;
using System.Text;
using LogTail.Runtime.Time;
using LogTail.Tests.Compiler.Emitting;

namespace LogTail.Tests.Runtime.Time;

/// <summary>The slow, obvious way to read a text is element by element; straight code and the second that is remembered must not change what comes of it.</summary>
public sealed class FixedLayoutTests
{
    private static readonly string[] Elements =
        ["Jan", "Mon", "01", "02", "_2", "2006", "15", "04", "05", ".000", ",000000", ".000000000", "-0700", "-07:00", "Z0700", "Z07:00", "06", "2", ".999", "MST"];

    private static readonly string[] Between = ["", "", "-", "-", " ", " ", ":", ":", "/", "T", ".", "  ", "é", "'", "7"];

    [Theory]
    [InlineData("Jan _2 15:04:05", 15)]
    [InlineData("02/Jan/2006:15:04:05 -0700", 21)]
    [InlineData("2006-01-02T15:04:05.000Z07:00", 23)]
    [InlineData("Mon Jan 02 15:04:05.000000 2006", 31)]
    [InlineData("20060102150405", 14)]
    public void Usual_layouts_have_columns(string layout, int length) => Assert.Equal(length, FixedLayout.Of(layout)?.Length);

    [Theory]
    [InlineData("2006-1-2")]
    [InlineData("January 02")]
    [InlineData("15:04:05.999")]
    [InlineData("02 Jan 2006 MST")]
    [InlineData("-0700 2006")]
    [InlineData("_215:04")]
    [InlineData("05.01")]
    [InlineData("no time")]
    public void Layouts_whose_parts_move_have_none(string layout) => Assert.Null(FixedLayout.Of(layout));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Straight_code_reads_what_is_read_element_by_element(int seed)
    {
        var random = new Random(seed);
        var layouts = StrPTimeAgreementTests.Layouts.Concat(Enumerable.Range(0, 60).Select(_ => RandomLayout(random)))
            .Where(layout => new TimeLayout(layout).TryRead(layout, out _))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var texts = layouts
            .SelectMany((layout, number) => Enumerable.Range(0, 150)
                .SelectMany(_ => Several(StrPTimeAgreementTests.Vary(layout, random), random))
                .Select(text => (Number: number, Text: text)))
            .Where(one => one.Text.Length > 0 && !one.Text.Contains('\n', StringComparison.Ordinal))
            .DistinctBy(one => one.Text)
            .ToList();
        var program = RunningProgram.Start("counter seen by layout, stamp\n" + string.Concat(layouts.Select((layout, number) =>
            $"/^{number} (?P<stamp>.*)$/ {{\n  strptime($stamp, \"{layout}\")\n  seen[\"{number}\"][$stamp]++\n}}\n")));
        program.IsQuiet = true;
        program.Run([.. texts.Select(one => $"{one.Number} {one.Text}")]);

        var plain = new TimeReader(zone: null, () => ZoneRules.Utc, addCurrentYear: true, TimeProvider.System);
        var expected = texts
            .Select(one => plain.TryRead(one.Text, new TimeLayout(layouts[one.Number]), out var time) ? $"seen[{one.Number},{one.Text}] {Stamp(time)}" : null)
            .OfType<string>()
            .ToList();
        Assert.True(expected.Count > 1000, $"only {expected.Count} texts could be read");
        Assert.Equal(expected.Order(StringComparer.Ordinal), program.Stamps.Order(StringComparer.Ordinal));
    }

    // What an update is stamped with: the register, or the time of the line where it holds Go's zero time.
    private static string Stamp(UnixTime time) => (time == UnixTime.Unset ? RunningProgram.Now : time.Stamp).ToString(CultureInfo.InvariantCulture);

    // The same second several times, with other fractions.
    private static IEnumerable<string> Several(string text, Random random)
    {
        yield return text;
        var point = text.LastIndexOfAny(['.', ',']);
        for (var i = 0; i < 3 && point >= 0; i++)
        {
            var other = new StringBuilder(text);
            for (var place = point + 1; place < other.Length && char.IsAsciiDigit(other[place]); place++)
            {
                other[place] = random.Next(60) == 0 ? 'x' : (char)('0' + random.Next(10));
            }

            yield return other.ToString();
        }
    }

    private static string RandomLayout(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(2, 8)).Select(_ => Elements[random.Next(Elements.Length)] + Between[random.Next(Between.Length)]));
}
