using System.Collections.Immutable;

namespace LogTail.Runtime.Time;

/// <summary>
/// The offsets and abbreviations of a time zone from the system's IANA database. <see cref="TimeZoneInfo"/> will not do: it has
/// neither the abbreviations that log lines contain, nor offsets with seconds, nor the year 0 in which dates without a year begin.
/// Immutable.
/// </summary>
public sealed class ZoneRules
{
    private readonly ZoneFile _file;

    internal ZoneRules(string name, ZoneFile file)
    {
        Name = name;
        _file = file;
    }

    /// <summary>UTC, for which no database is needed.</summary>
    public static ZoneRules Utc { get; } = new("UTC", ZoneFile.Utc);

    /// <summary>The IANA name, or <c>Local</c>.</summary>
    public string Name { get; }

    /// <summary>The zone of a name.</summary>
    /// <param name="name">An IANA name such as <c>Europe/Berlin</c>, <c>UTC</c> (also the empty text), or <c>Local</c> for the system's own zone.</param>
    /// <returns>Null when the system knows no such zone.</returns>
    public static ZoneRules? Find(string name) => name switch
    {
        "" or "UTC" => Utc,
        "Local" => Local(),
        _ => ZoneDatabase.Find(name) is { } file ? new ZoneRules(name, file) : null,
    };

    /// <summary>The zone of this machine: what <c>TZ</c> says, or else <c>/etc/localtime</c>; UTC when neither can be read.</summary>
    public static ZoneRules Local() => ZoneDatabase.FindLocal() is { } file ? new ZoneRules("Local", file) : Utc;

    /// <summary>The offset in force at an instant.</summary>
    internal ZoneSpan At(long unixSeconds) => _file.At(unixSeconds);

    /// <summary>
    /// The instant at which a clock of this zone shows a time. One that is skipped in spring, or shown twice in autumn, is taken with the offset
    /// from before the change, as Go does.
    /// </summary>
    /// <param name="localSeconds">What the clock shows, in seconds from 1970 as if it were UTC.</param>
    internal long ToUnixSeconds(long localSeconds)
    {
        // First as if the reading were UTC, which is wrong only near a change of the offset.
        var guess = At(localSeconds);
        var instant = localSeconds - guess.Offset;
        return guess.Offset == 0 || (instant >= guess.Start && instant < guess.End)
            ? instant
            : localSeconds - At(instant).Offset;
    }

    /// <summary>The offset that an abbreviation means here.</summary>
    /// <param name="localSeconds">What the clock shows; where an abbreviation has had several meanings, the one in force then is preferred.</param>
    internal bool TryFindAbbreviation(ReadOnlySpan<char> abbreviation, long localSeconds, out int offset)
    {
        foreach (var kind in _file.Kinds)
        {
            if (abbreviation.SequenceEqual(kind.Abbreviation)
                && abbreviation.SequenceEqual(At(localSeconds - kind.Offset).Abbreviation))
            {
                offset = kind.Offset;
                return true;
            }
        }

        return TryFindAnyTime(_file.Kinds, abbreviation, out offset);
    }

    private static bool TryFindAnyTime(ImmutableArray<ZoneKind> kinds, ReadOnlySpan<char> abbreviation, out int offset)
    {
        foreach (var kind in kinds)
        {
            if (abbreviation.SequenceEqual(kind.Abbreviation))
            {
                offset = kind.Offset;
                return true;
            }
        }

        offset = 0;
        return false;
    }
}
