using LogTail.Runtime.Time;

namespace LogTail.Tests.Runtime.Time;

/// <summary>Expectations: spec/mtail-language.md §13.3; instants by <see cref="DateTimeOffset"/>.</summary>
public sealed class TimeLayoutTests
{
    private static readonly TimeReader Reader = new(zone: null, () => ZoneRules.Utc, addCurrentYear: false, TimeProvider.System);

    [Theory]
    [InlineData("2006-01-02T15:04:05Z07:00", "2017-10-16T08:09:10Z", "2017-10-16T08:09:10Z")]
    [InlineData("2006-01-02T15:04:05Z07:00", "2017-10-16T08:09:10+02:00", "2017-10-16T06:09:10Z")]
    [InlineData("02/Jan/2006:15:04:05 -0700", "10/Oct/2000:13:55:36 -0700", "2000-10-10T20:55:36Z")]
    [InlineData("Mon Jan _2 15:04:05 2006", "Tue Feb  3 01:02:03 2009", "2009-02-03T01:02:03Z")]
    [InlineData("Monday, January 2, 2006", "sunday, FEBRUARY 28, 2010", "2010-02-28T00:00:00Z")]
    [InlineData("2006-1-2 3:4:5 PM", "2020-2-9 1:2:3 PM", "2020-02-09T13:02:03Z")]
    [InlineData("2006-01-02 03:04 pm", "2020-02-09 12:05 am", "2020-02-09T00:05:00Z")]
    [InlineData("06-01-02", "69-01-02", "1969-01-02T00:00:00Z")]
    [InlineData("06-01-02", "68-01-02", "2068-01-02T00:00:00Z")]
    [InlineData("2006-002", "2020-060", "2020-02-29T00:00:00Z")]
    [InlineData("2006-002", "2021-060", "2021-03-01T00:00:00Z")]
    [InlineData("2006 __2", "2021   7", "2021-01-07T00:00:00Z")]
    [InlineData("2006-01-02 002", "2020-12-31 366", "2020-12-31T00:00:00Z")]
    [InlineData("2006-01-02 15", "2020-01-01 7", "2020-01-01T07:00:00Z")]
    [InlineData("2006_01_02", "2020_03_04", "2020-03-04T00:00:00Z")]
    [InlineData("2006  01", "2020 03", "2020-03-01T00:00:00Z")]
    [InlineData("2006 01", "2020    03", "2020-03-01T00:00:00Z")]
    [InlineData("2006 ", "2020", "2020-01-01T00:00:00Z")]
    [InlineData("2006-01-02 MST", "2020-03-04 UTC", "2020-03-04T00:00:00Z")]
    [InlineData("2006-01-02 MST", "2020-03-04 XYZ", "2020-03-04T00:00:00Z")]
    [InlineData("2006-01-02 MST", "2020-03-04 WITA", "2020-03-04T00:00:00Z")]
    [InlineData("2006-01-02 MST", "2020-03-04 ABCDT", "2020-03-04T00:00:00Z")]
    [InlineData("2006-01-02 MST", "2020-03-04 ChST", "2020-03-04T00:00:00Z")]
    [InlineData("2006-01-02 MST", "2020-03-04 GMT+1", "2020-03-04T00:00:00Z")]
    [InlineData("2006-01-02 MST", "2020-03-04 +03", "2020-03-04T00:00:00Z")]
    [InlineData("2006-01-02-07", "2020-03-04-03", "2020-03-04T03:00:00Z")]
    [InlineData("2006-01-02-07:00:00", "2020-03-04+01:00:30", "2020-03-03T22:59:30Z")]
    [InlineData("2006-01-02-070000", "2020-03-04+010030", "2020-03-03T22:59:30Z")]
    [InlineData("Janet 2006", "Janet 2020", "2020-01-01T00:00:00Z")]
    [InlineData("2006-01-02", "2000-02-29", "2000-02-29T00:00:00Z")]
    public void Reads_a_text_by_its_layout(string layout, string text, string expected)
    {
        Assert.True(Reader.TryRead(text, new TimeLayout(layout), out var time));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds(), time.Seconds);
    }

    [Theory]
    [InlineData("15:04:05", "01:02:03.5", 500_000_000)]
    [InlineData("15:04:05", "01:02:03,123456789", 123_456_789)]
    [InlineData("15:04:05", "01:02:03.1234567899", 123_456_789)]
    [InlineData("15:04:05", "01:02:.5", 500_000_000)]
    [InlineData("15:04:05.000", "01:02:03.250", 250_000_000)]
    [InlineData("15:04:05,000", "01:02:03.250", 250_000_000)]
    [InlineData("15:04:05.999", "01:02:03", 0)]
    [InlineData("15:04:05.999", "01:02:03.25", 250_000_000)]
    [InlineData("15:04:05.9", "01:02:03.987654", 987_654_000)]
    public void Reads_fractions_of_a_second(string layout, string text, int nanoseconds)
    {
        Assert.True(Reader.TryRead(text, new TimeLayout(layout), out var time));
        Assert.Equal(nanoseconds, time.Nanoseconds);
    }

    [Theory]
    [InlineData("2006-01-02", "2020-1-02")]
    [InlineData("2006-01-02", "2020-13-02")]
    [InlineData("2006-01-02", "2020-00-02")]
    [InlineData("2006-01-02", "2020-04-31")]
    [InlineData("2006-01-02", "2021-02-29")]
    [InlineData("2006-01-02", "2020-01-00")]
    [InlineData("2006-01-02", "2020-01-02 ")]
    [InlineData("2006-01-02", "202-01-02")]
    [InlineData("2006-01-02", "")]
    [InlineData("15:04", "24:00")]
    [InlineData("15:04", "23:60")]
    [InlineData("15:04:05", "23:59:60")]
    [InlineData("3:04 PM", "13:00 PM")]
    [InlineData("3:04 PM", "1:00 pm")]
    [InlineData("03:04", "1:00")]
    [InlineData("Jan 2", "January 2")]
    [InlineData("January 2", "Jan 2")]
    [InlineData("15:04:05.000", "01:02:03.25")]
    [InlineData("15:04:05.000", "01:02:03")]
    [InlineData("15:04:05.999", "01:02:03.1234567899")]
    [InlineData("15:04:05.000", "01:02:.500")]
    [InlineData("15:04:05", "01:02:.")]
    [InlineData("2006-002", "2021-366")]
    [InlineData("2006-002", "2021-0")]
    [InlineData("2006-01-002", "2021-02-001")]
    [InlineData("-0700", "0700")]
    [InlineData("Z0700", "z")]
    [InlineData("Z070000", "Z")]
    [InlineData("MST", "est")]
    [InlineData("MST", "ES")]
    [InlineData("MST", "ABCD")]
    [InlineData("MST", "ABCDEF")]
    [InlineData("MST", "+24")]
    [InlineData("a 2006", "a\t2020")]
    [InlineData("%Y-%m-%d", "2020-01-02")]
    public void Refuses_a_text_that_does_not_fit(string layout, string text) =>
        Assert.False(Reader.TryRead(text, new TimeLayout(layout), out _));
}
