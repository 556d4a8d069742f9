namespace LogTail.Runtime.Time;

// Zones in figures and by abbreviation.
internal ref partial struct LayoutReader
{
    private const int MaxGmtHours = 23;

    private bool ReadZone(LayoutElementKind kind)
    {
        if (kind == LayoutElementKind.ZoneName)
        {
            return ReadZoneName();
        }

        var mayBeZulu = kind is LayoutElementKind.ZuluOrHours or LayoutElementKind.ZuluOrMinutes or LayoutElementKind.ZuluOrColonMinutes;
        if (mayBeZulu && _next < _text.Length && _text[_next] == 'Z')
        {
            _next++;
            _reading.Zone = ZoneMention.Utc;
            return true;
        }

        return kind switch
        {
            LayoutElementKind.OffsetHours or LayoutElementKind.ZuluOrHours => ReadOffset(length: 3, minutesAt: 0, secondsAt: 0),
            LayoutElementKind.OffsetMinutes or LayoutElementKind.ZuluOrMinutes => ReadOffset(length: 5, minutesAt: 3, secondsAt: 0),
            LayoutElementKind.OffsetColonMinutes or LayoutElementKind.ZuluOrColonMinutes => ReadOffset(length: 6, minutesAt: 4, secondsAt: 0),
            LayoutElementKind.OffsetSeconds => ReadOffset(length: 7, minutesAt: 3, secondsAt: 5),
            _ => ReadOffset(length: 9, minutesAt: 4, secondsAt: 7),
        };
    }

    // Minutes at index 4 and seconds at index 7 have a colon before them. An index of 0 means: not there.
    private bool ReadOffset(int length, int minutesAt, int secondsAt)
    {
        var rest = Rest;
        if (rest.Length < length || (minutesAt == 4 && rest[3] != ':') || (secondsAt == 7 && rest[6] != ':'))
        {
            return false;
        }

        var minutes = 0;
        var seconds = 0;
        var isNumber = TrySigned(rest.Slice(1, 2), out var hours)
            && (minutesAt == 0 || TrySigned(rest.Slice(minutesAt, 2), out minutes))
            && (secondsAt == 0 || TrySigned(rest.Slice(secondsAt, 2), out seconds));
        if (!isNumber || rest[0] is not ('+' or '-'))
        {
            return false;
        }

        var offset = (((hours * 60) + minutes) * 60) + seconds;
        offset = rest[0] == '-' ? -offset : offset;
        _next += length;
        NoteOffset(offset);
        return true;
    }

    // Z or UTC, once read, is not overruled. Minus one second is Go's mark for "none".
    private void NoteOffset(int offset)
    {
        if (_reading.Zone != ZoneMention.Utc)
        {
            _reading.OffsetSeconds = offset;
            _reading.Zone = offset != -1 ? ZoneMention.Offset : _reading.Zone == ZoneMention.Name ? ZoneMention.Name : ZoneMention.None;
        }
    }

    private bool ReadZoneName()
    {
        if (Rest.StartsWith("UTC", StringComparison.Ordinal))
        {
            _next += 3;
            _reading.Zone = ZoneMention.Utc;
            return true;
        }

        var length = ZoneNameLength(Rest);
        if (length == 0)
        {
            return false;
        }

        _reading.NamePlace = _next..(_next + length);
        _next += length;
        if (_reading.Zone == ZoneMention.None)
        {
            _reading.Zone = ZoneMention.Name;
        }

        return true;
    }

    // How much of the text looks like a zone's abbreviation; 0 for nothing.
    private static int ZoneNameLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 3)
        {
            return 0;
        }

        if (text.StartsWith("ChST", StringComparison.Ordinal) || text.StartsWith("MeST", StringComparison.Ordinal))
        {
            return 4;
        }

        if (text.StartsWith("GMT", StringComparison.Ordinal))
        {
            return 3 + SignedHoursLength(text[3..]);
        }

        if (text[0] is '+' or '-')
        {
            return SignedHoursLength(text);
        }

        var upper = text.IndexOfAnyExceptInRange('A', 'Z');
        return (upper < 0 ? text.Length : upper) switch
        {
            5 when text[4] == 'T' => 5,
            4 when text[3] == 'T' || text.StartsWith("WITA", StringComparison.Ordinal) => 4,
            3 => 3,
            _ => 0,
        };
    }

    // A sign and a number up to 23, as in GMT+3; 0 when there is none.
    private static int SignedHoursLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('+' or '-'))
        {
            return 0;
        }

        var end = 1;
        var hours = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            hours = Math.Min((hours * 10) + (text[end] - '0'), MaxGmtHours + 1);
            end++;
        }

        return end == 1 || hours > MaxGmtHours ? 0 : end;
    }
}
