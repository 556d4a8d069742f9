using LogTail.Runtime.Time;

namespace LogTail.Tests.Runtime.Time;

/// <summary>Expectations: <see cref="TimeZoneInfo"/>, which reads the same database. Past its last change it does not know hours like 24:00.</summary>
public sealed class ZoneRulesTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/New_York")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Asia/Tokyo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/Santiago")]
    [InlineData("Antarctica/Troll")]
    public void Gives_the_offset_of_any_instant_from_1980_to_2037(string name)
    {
        var zone = ZoneRules.Find(name)!;
        var expected = TimeZoneInfo.FindSystemTimeZoneById(name);
        for (var time = new DateTime(1980, 1, 1, 0, 30, 0, DateTimeKind.Utc); time.Year < 2038; time = time.AddHours(7))
        {
            var offset = expected.GetUtcOffset(time).TotalSeconds;
            Assert.True(offset == zone.At(new DateTimeOffset(time).ToUnixTimeSeconds()).Offset, $"{name} at {time:O}");
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", 0, 3208, "LMT")]
    [InlineData("Europe/Berlin", 1_600_000_000, 7200, "CEST")]
    [InlineData("Europe/Berlin", 1_700_000_000, 3600, "CET")]
    [InlineData("Europe/Berlin", 4_900_000_000, 7200, "CEST")]
    [InlineData("UTC", 1_700_000_000, 0, "UTC")]
    [InlineData("", 1_700_000_000, 0, "UTC")]
    public void Knows_abbreviations_and_offsets_with_seconds(string name, long seconds, int offset, string abbreviation)
    {
        // The first instant stands for one before all changes.
        var span = ZoneRules.Find(name)!.At(seconds == 0 ? -62_000_000_000 : seconds);
        Assert.Equal((offset, abbreviation), (span.Offset, span.Abbreviation));
        Assert.True(span.Start <= seconds || seconds == 0);
    }

    [Theory]
    [InlineData("No/Such_Zone")]
    [InlineData("../../../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("zone.tab")]
    public void Refuses_what_is_no_zone_of_the_database(string name) => Assert.Null(ZoneRules.Find(name));

    [Theory]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2024-03-31T00:59:59Z", 3600)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2024-03-31T01:00:00Z", 7200)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2024-10-27T00:59:59Z", 7200)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2024-10-27T01:00:00Z", 3600)]
    [InlineData("<-03>3", "2024-06-01T00:00:00Z", -10800)]
    [InlineData("AEST-10AEDT,M10.1.0,M4.1.0/3", "2024-01-01T00:00:00Z", 39600)]
    [InlineData("IST-2IDT,M3.4.4/26,M10.5.0", "2024-03-29T00:00:00Z", 10800)]
    [InlineData("XXX3EDT4,0/0,J365/23", "2024-07-01T00:00:00Z", -14400)]
    [InlineData("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2024-07-01T00:00:00Z", 37800)]
    public void Goes_on_by_the_rule_after_the_last_change(string rule, string time, int offset)
    {
        var seconds = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        Assert.Equal(offset, ZoneRuleText.TryParse(rule)!.At(seconds, since: 0).Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C-1")]
    [InlineData("CET")]
    [InlineData("CET-1CEST")]
    [InlineData("CET-1CEST,M3.5.0")]
    [InlineData("CET-1CEST,M13.5.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3x")]
    public void Refuses_what_is_no_rule(string rule) => Assert.Null(ZoneRuleText.TryParse(rule));
}
