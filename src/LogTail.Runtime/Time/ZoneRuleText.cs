namespace LogTail.Runtime.Time;

/// <summary>
/// The rule by which a zone goes on after the last change that its file lists: a POSIX <c>TZ</c> text such as <c>CET-1CEST,M3.5.0,M10.5.0/3</c>
/// (RFC 9636 §3.3.1). Immutable.
/// </summary>
internal sealed class ZoneRuleText
{
    private readonly ZoneKind _standard;
    private readonly ZoneKind? _summer;
    private readonly ChangeRule _toSummer;
    private readonly ChangeRule _toStandard;

    private ZoneRuleText(ZoneKind standard, ZoneKind? summer, ChangeRule toSummer, ChangeRule toStandard)
    {
        _standard = standard;
        _summer = summer;
        _toSummer = toSummer;
        _toStandard = toStandard;
    }

    /// <summary>Reads a rule; null when the text is empty or not understood, and then the last change holds for ever.</summary>
    public static ZoneRuleText? TryParse(string text)
    {
        var reader = new ZoneRuleReader(text);
        if (!reader.TryName(out var standardName) || !reader.TryTime(out var standardOffset))
        {
            return null;
        }

        var standard = new ZoneKind(-standardOffset, false, standardName);
        if (reader.IsAtEnd)
        {
            return new ZoneRuleText(standard, null, default, default);
        }

        if (!reader.TryName(out var summerName))
        {
            return null;
        }

        var summerOffset = standardOffset - 3600;
        if (!reader.IsAt(',') && !reader.TryTime(out summerOffset))
        {
            return null;
        }

        return reader.TryChange(out var toSummer) && reader.TryChange(out var toStandard) && reader.IsAtEnd
            ? new ZoneRuleText(standard, new ZoneKind(-summerOffset, true, summerName), toSummer, toStandard)
            : null;
    }

    /// <summary>What is in force at an instant.</summary>
    /// <param name="since">The last change in the file, at or before the instant.</param>
    public ZoneSpan At(long unixSeconds, long since)
    {
        if (_summer is not { } summer)
        {
            return new ZoneSpan(_standard.Offset, _standard.Abbreviation, since, long.MaxValue);
        }

        // The changes of the years around it, one of which is the latest before the instant and one the first after it.
        var year = Calendar.YearOf(unixSeconds + _standard.Offset);
        var start = long.MinValue;
        var end = long.MaxValue;
        var isSummer = false;
        for (var y = year - 1; y <= year + 1; y++)
        {
            Note(_toSummer.InYear(y) - _standard.Offset, entersSummer: true);
            Note(_toStandard.InYear(y) - summer.Offset, entersSummer: false);
        }

        var kind = isSummer ? summer : _standard;
        return new ZoneSpan(kind.Offset, kind.Abbreviation, start, end);

        void Note(long change, bool entersSummer)
        {
            // Of two at once the later one counts: a summer time that never ends is written as ending where it begins.
            if (change <= unixSeconds && change >= start)
            {
                start = change;
                isSummer = entersSummer;
            }
            else if (change > unixSeconds && change < end)
            {
                end = change;
            }
        }
    }
}
