using System.Globalization;
using System.Text;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>Random layouts of Go's kind, and texts that they read, or nearly.</summary>
internal sealed class LayoutWriter(Random random)
{
    private static readonly string[] Dates = ["2006", "01", "02", "Jan", "January", "1", "2", "_2", "06", "002", "__2", "Mon", "Monday"];

    private static readonly string[] Clocks = ["15", "04", "05", "03", "3", "4", "5", "PM", "pm"];

    private static readonly string[] Rest =
    [
        "MST", "-0700", "-07:00", "-07", "-070000", "-07:00:00", "Z0700", "Z07:00", "Z07", "Z070000", "Z07:00:00", ".000", ".999", ",000", ".000000", ".999999999", ".0",
        "Z", "T", "at", "_", "%", "2", "1", "é", "Janu", "may", "Mar", "7", "00",
    ];

    private static readonly string[][] Usual =
    [
        ["2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"], ["02", "/", "Jan", "/", "2006", ":", "15", ":", "04", ":", "05", " ", "-0700"],
        ["Jan", " ", "_2", " ", "15", ":", "04", ":", "05"], ["Mon", ",", " ", "02", " ", "Jan", " ", "2006", " ", "15", ":", "04", ":", "05", " ", "MST"],
        ["1", "/", "2", "/", "2006", " ", "3", ":", "04", ":", "05", " ", "PM"], ["2006", "002", " ", "15", "04", "05"], ["20060102", "150405"],
    ];

    private static readonly string[] Separators = [" ", "-", ":", "/", "T", ".", ",", "", "  ", "|", "_", " ", ":"];

    private static readonly string[] Noise = ["0", "1", "9", " ", "-", "+", ":", ".", ",", "Z", "T", "Jan", "pm", "UTC", "x", "12", "é", ".5", ",25", "CEST", "GMT+3", "60", "31"];

    /// <summary>A layout, as its elements and what stands between them.</summary>
    public List<string> Layout()
    {
        if (random.Next(3) == 0)
        {
            var usual = Pick(Usual).ToList();
            if (random.Next(2) == 0)
            {
                usual[random.Next(usual.Count)] = Pick(random.Next(2) == 0 ? Dates : Rest);
            }

            if (random.Next(3) == 0)
            {
                usual.Add(Pick(Rest));
            }

            return usual;
        }

        var layout = new List<string>();
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            layout.Add(Pick(Pick([Dates, Dates, Clocks, Clocks, Rest])));
            layout.Add(Pick(Separators));
        }

        return layout;
    }

    /// <summary>A text of the layout; every other one with a few pieces changed.</summary>
    public string Value(IReadOnlyList<string> layout)
    {
        var time = new DateTime(1960 + random.Next(100), 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.NextInt64(366 * 86400L)).AddTicks(random.Next(10_000_000));
        var text = new StringBuilder();
        foreach (var element in layout)
        {
            text.Append(Spelled(element, time));
        }

        for (var i = Math.Max(0, random.Next(6) - 2); i > 0; i--)
        {
            var start = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(4), text.Length - start);
            text.Remove(start, length).Insert(start, Pick(Noise));
        }

        return text.ToString();
    }

    private string Spelled(string element, DateTime time) => element switch
    {
        "2006" => Format(time, "yyyy"),
        "20060102" => Format(time, "yyyyMMdd"),
        "150405" => Format(time, "HHmmss"),
        "01" => Format(time, "MM"),
        "02" => Format(time, "dd"),
        "Jan" => Format(time, "MMM"),
        "January" => Format(time, "MMMM"),
        "1" => Format(time, "%M"),
        "2" => Format(time, "%d"),
        "_2" => Format(time, "%d").PadLeft(2),
        "06" => Format(time, "yy"),
        "002" => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        "__2" => time.DayOfYear.ToString(CultureInfo.InvariantCulture).PadLeft(3),
        "Mon" => Format(time, "ddd"),
        "Monday" => random.Next(3) == 0 ? Format(time, "dddd").ToUpperInvariant() : Format(time, "dddd"),
        "15" => Format(time, "HH"),
        "04" => Format(time, "mm"),
        "05" => Format(time, "ss") + (random.Next(6) == 0 ? Pick([".5", ",125", ".123456789", "."]) : ""),
        "03" => Format(time, "hh"),
        "3" => Format(time, "%h"),
        "4" => Format(time, "%m"),
        "5" => Format(time, "%s"),
        "PM" => Format(time, "tt"),
        "pm" => Format(time, "tt").ToLowerInvariant(),
        "MST" => Pick(["UTC", "CET", "CEST", "EST", "PDT", "GMT", "GMT+1", "WITA", "ChST", "+03", "XYZ"]),
        "-0700" => Pick(["+0000", "-0730", "+0200", "Z"]),
        "-07:00" => Pick(["+00:00", "-07:30", "+02:00", "Z"]),
        "-07" => Pick(["+00", "-07", "+02"]),
        "-070000" => Pick(["+000000", "-073015", "+020000"]),
        "-07:00:00" => Pick(["+00:00:00", "-07:30:15"]),
        "Z0700" => Pick(["Z", "+0100", "-0930"]),
        "Z07:00" => Pick(["Z", "+01:00", "-09:30"]),
        "Z07" => Pick(["Z", "+01"]),
        "Z070000" => Pick(["Z", "+010000"]),
        "Z07:00:00" => Pick(["Z", "+01:00:30"]),
        ".000" or ".999" => Pick([".125", ".1", ".", "", ".123456789"]),
        ",000" => Pick([",125", ".125", ",1"]),
        ".000000" or ".999999999" => Pick([".123456", ".5", ".123456789", ""]),
        _ => element,
    };

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
