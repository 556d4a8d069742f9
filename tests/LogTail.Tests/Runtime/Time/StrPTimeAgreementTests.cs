using System.Globalization;
using System.Text;
using LogTail.Runtime.Time;
using LogTail.Tests.Runtime.Support;
using LogTail.Tests.Support;

namespace LogTail.Tests.Runtime.Time;

/// <summary>Reads texts by layouts, here and in the real mtail.</summary>
public sealed class StrPTimeAgreementTests
{
    // Year 0 stays year 0, so that the result does not depend on the day of the test.
    private const string NoYearRule = "-syslog_use_current_year=false";

    /// <summary>Layouts of every kind.</summary>
    internal static readonly string[] Layouts =
    [
        "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.000Z0700", "2006-01-02 15:04:05,999 -0700", "02/Jan/2006:15:04:05 -0700",
        "Mon Jan _2 15:04:05 2006", "Jan _2 15:04:05", "Monday, 2-Jan-06 15:04:05 MST", "2006-1-2 3:4:5 PM MST", "06-01-02 MST -07",
        "2006-002 15:04", "2006 __2 03:04pm", "2006 01 02 002", "January 2 2006", "Jan 2 2006 -07:00:00", "2006-01-02 Z07",
        "2006 -070000", "2006/01/02 15:04:05.999999", "1/2/2006 15:04:05", "  2006  01 ", "20060102150405", "2006-01-02T15:04:05-07:00",
    ];

    private static readonly string[] Pieces =
    [
        "0", "1", "2", "3", "9", "00", "01", "12", "13", "24", "29", "30", "31", "59", "60", "2020", "2021", "0000", "1969", "9999", "20", "70", "-", "-", "/", ":", ":", " ", "  ",
        ".", ",", ".5", ",123456789", "T", "Z", "+", "-07:00", "+0530", "+05", "-01:00:30", "UTC", "GMT", "GMT+3", "EST", "CEST", "+03", "Jan", "feb", "DEC", "May", "January", "december",
        "Mon", "Tuesday", "AM", "PM", "am", "pm", "x", "é",
    ];

    [MtailFact]
    public void Agrees_with_mtail_on_many_texts()
    {
        var random = new Random(20260712);
        var cases = Layouts.SelectMany((layout, number) => Enumerable.Range(0, 500).Select(_ => (number, Text: Vary(layout, random))))
            .Where(one => !one.Text.Contains('\n', StringComparison.Ordinal))
            .DistinctBy(one => one)
            .ToList();
        var theirs = AskMtail([NoYearRule], cases);
        var reader = new TimeReader(zone: null, () => ZoneRules.Utc, addCurrentYear: false, TimeProvider.System);
        var differences = Differences(reader, cases, theirs);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [MtailFact]
    public void Agrees_with_mtail_on_clock_changes()
    {
        foreach (var zone in (string[])["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"])
        {
            var random = new Random(7);
            var cases = Enumerable.Range(0, 300)
                .Select(_ => DateTime.UnixEpoch.AddMinutes(random.Next(80 * 365) * 1440L).AddMinutes(random.Next(1440)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))
                .Concat(ChangesOf(zone))
                .SelectMany(text => (string[])[text, text + " CET", text + " EST", text + " EDT"])
                .SelectMany(text => (int[])[0, 1], (text, number) => (number, text))
                .Distinct()
                .ToList();
            string[] layouts = ["2006-01-02T15:04:05", "2006-01-02T15:04:05 MST"];
            var theirs = AskMtail([NoYearRule, "-override_timezone=" + zone], cases, layouts);
            var reader = new TimeReader(ZoneRules.Find(zone), () => ZoneRules.Utc, addCurrentYear: false, TimeProvider.System);
            var differences = Differences(reader, cases, theirs, layouts);
            Assert.True(differences.Count == 0, zone + "\n" + string.Join('\n', differences));
        }
    }

    [MtailFact]
    public void Agrees_with_mtail_on_texts_without_a_year()
    {
        string[] layouts = ["Jan _2 15:04:05", "Jan _2 15:04:05 MST", "Jan _2 15:04:05 -0700", "2006 Jan _2"];
        string[] texts =
        [
            "Feb 29 12:00:00", "Feb 28 23:59:59", "Mar  1 00:00:00", "Dec 31 23:59:59", "Jan  1 00:00:00", "Jul  4 01:02:03",
            "Mar  8 02:30:00", "Nov  1 01:30:00", "Jul  4 01:02:03 EDT", "Jan  4 01:02:03 EST", "Jan  1 00:00:00 XYZ", "Jan  1 00:00:00 GMT+3",
            "Jan  1 00:00:00 +0300", "Dec 31 23:00:00 -0700", "0000 Jan  1", "0000 Feb 29", "2021 Feb  3",
        ];
        var cases = layouts.SelectMany((_, number) => texts.Select(text => (number, text))).ToList();
        foreach (var zone in (string[])["", "America/New_York"])
        {
            var theirs = AskMtail(zone.Length > 0 ? ["-override_timezone=" + zone] : [], cases, layouts);
            var reader = new TimeReader(zone.Length > 0 ? ZoneRules.Find(zone) : null, () => ZoneRules.Utc, addCurrentYear: true, TimeProvider.System);
            var differences = Differences(reader, cases, theirs, layouts);
            Assert.True(differences.Count == 0, zone + "\n" + string.Join('\n', differences));
        }
    }

    /// <summary>A correct text of a layout, or one with a few pieces changed.</summary>
    internal static string Vary(string layout, Random random)
    {
        var time = new DateTime(1960 + random.Next(100), 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.NextInt64(366 * 86400L));
        var text = new StringBuilder(layout)
            .Replace("January", time.ToString("MMMM", CultureInfo.InvariantCulture)).Replace("Monday", time.ToString("dddd", CultureInfo.InvariantCulture))
            .Replace("Jan", time.ToString("MMM", CultureInfo.InvariantCulture)).Replace("Mon", time.ToString("ddd", CultureInfo.InvariantCulture))
            .Replace("2006", time.ToString("yyyy", CultureInfo.InvariantCulture)).Replace("15", time.ToString("HH", CultureInfo.InvariantCulture))
            .Replace("002", time.DayOfYear.ToString("000", CultureInfo.InvariantCulture)).Replace("__2", time.DayOfYear.ToString(CultureInfo.InvariantCulture).PadLeft(3))
            .Replace("MST", random.Next(2) == 0 ? "UTC" : "CEST").Replace("Z", random.Next(2) == 0 ? "Z" : "+").ToString();
        for (var i = random.Next(4); i > 0; i--)
        {
            var start = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(4), text.Length - start);
            text = text.Remove(start, length).Insert(start, Pieces[random.Next(Pieces.Length)]);
        }

        return text;
    }

    private static IEnumerable<string> ChangesOf(string zone)
    {
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var hour = new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc); hour.Year < 2020; hour = hour.AddHours(1))
        {
            if (rules.GetUtcOffset(hour) != rules.GetUtcOffset(hour.AddHours(1)))
            {
                for (var minute = -180; minute <= 180; minute += 15)
                {
                    yield return hour.Add(rules.GetUtcOffset(hour)).AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
                }
            }
        }
    }

    private static List<string> Differences(
        TimeReader reader, List<(int Number, string Text)> cases, Dictionary<(int, string), long> theirs, string[]? layouts = null)
    {
        var differences = new List<string>();
        foreach (var (number, text) in cases)
        {
            var layout = (layouts ?? Layouts)[number];
            long? ours = reader.TryRead(text, new TimeLayout(layout), out var time) ? time.Seconds : null;
            long? mtails = theirs.TryGetValue((number, text), out var seconds) ? seconds : null;
            if (ours != mtails)
            {
                differences.Add($"`{text}` by `{layout}`: {ours?.ToString() ?? "refused"}, mtail {mtails?.ToString() ?? "refused"}");
            }
        }

        return differences;
    }

    // Each layout in a program of its own, because the memo of strptime does not go by the layout.
    private static Dictionary<(int, string), long> AskMtail(string[] arguments, IEnumerable<(int Number, string Text)> cases, string[]? layouts = null)
    {
        var programs = (layouts ?? Layouts).Select((layout, number) => ($"p{number}.mtail", $$"""
            gauge time{{number}} by k
            /^{{number}}\|(.*)$/ {
              strptime($1, "{{layout}}")
              time{{number}}[$1] = timestamp()
            }

            """)).ToArray();
        var log = string.Concat(cases.Select(one => $"{one.Number}|{one.Text}\n"));
        var metrics = MtailRun.Json(log, programs, arguments);
        return programs.SelectMany((_, number) => metrics.SeriesOf($"time{number}").Select(series => (Key: (number, series.Labels[0]), Value: long.Parse(series.Value, CultureInfo.InvariantCulture))))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
