using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace LogTail.Runtime.Time;

/// <summary>The contents of a compiled time zone file (TZif, RFC 9636). Immutable.</summary>
internal sealed class ZoneFile
{
    private const int HeaderLength = 44;
    private const int KindLength = 6;

    // Invariant: _starts is ascending and as long as _kindOf; element i is in force from _starts[i] to the next start.
    private readonly ImmutableArray<long> _starts;
    private readonly ImmutableArray<byte> _kindOf;
    private readonly ZoneKind _first;
    private readonly ZoneRuleText? _afterwards;

    private ZoneFile(ImmutableArray<ZoneKind> kinds, ImmutableArray<long> starts, ImmutableArray<byte> kindOf, ZoneRuleText? afterwards)
    {
        Kinds = kinds;
        _starts = starts;
        _kindOf = kindOf;
        _afterwards = afterwards;
        _first = FirstKind();
    }

    /// <summary>UTC.</summary>
    public static ZoneFile Utc { get; } = new([new ZoneKind(0, false, "UTC")], [], [], null);

    /// <summary>All kinds of local time, in the order of the file. Never empty.</summary>
    public ImmutableArray<ZoneKind> Kinds { get; }

    /// <summary>What is in force at an instant.</summary>
    public ZoneSpan At(long unixSeconds)
    {
        var found = _starts.AsSpan().BinarySearch(unixSeconds);
        var index = found >= 0 ? found : ~found - 1;
        if (index < 0)
        {
            return new ZoneSpan(_first.Offset, _first.Abbreviation, long.MinValue, _starts.IsEmpty ? long.MaxValue : _starts[0]);
        }

        if (index == _starts.Length - 1 && _afterwards is not null)
        {
            return _afterwards.At(unixSeconds, _starts[index]);
        }

        var kind = Kinds[_kindOf[index]];
        return new ZoneSpan(kind.Offset, kind.Abbreviation, _starts[index], index + 1 < _starts.Length ? _starts[index + 1] : long.MaxValue);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or cut short.</exception>
    public static ZoneFile Read(ReadOnlySpan<byte> file)
    {
        try
        {
            var counts = ReadCounts(file);
            if (file[4] < (byte)'2')
            {
                return ReadBlock(file[HeaderLength..], counts, timeLength: 4);
            }

            // Since version 2 the whole is said a second time, in 64 bits, with the rule for later years behind it.
            var second = file[(HeaderLength + counts.BlockLength(timeLength: 4))..];
            return ReadBlock(second[HeaderLength..], ReadCounts(second), timeLength: 8);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The time zone file is cut short.", e);
        }
    }

    private static ZoneFile ReadBlock(ReadOnlySpan<byte> block, Counts counts, int timeLength)
    {
        var length = counts.BlockLength(timeLength);
        var kindsAt = counts.Times * (timeLength + 1);
        var namesAt = kindsAt + (counts.Kinds * KindLength);
        var starts = ImmutableArray.CreateBuilder<long>(counts.Times);
        for (var i = 0; i < counts.Times; i++)
        {
            var time = block.Slice(i * timeLength, timeLength);
            starts.Add(timeLength == 8 ? BinaryPrimitives.ReadInt64BigEndian(time) : BinaryPrimitives.ReadInt32BigEndian(time));
        }

        var kindOf = block.Slice(counts.Times * timeLength, counts.Times).ToArray().ToImmutableArray();
        var kinds = ReadKinds(block[kindsAt..namesAt], block.Slice(namesAt, counts.NameBytes));
        if (kinds.IsEmpty || kindOf.Any(kind => kind >= kinds.Length))
        {
            throw new InvalidDataException("The time zone file has no kind of local time for one of its changes.");
        }

        var rule = timeLength == 8 ? ZoneRuleText.TryParse(Footer(block[length..])) : null;
        return new ZoneFile(kinds, starts.ToImmutable(), kindOf, rule);
    }

    private static ImmutableArray<ZoneKind> ReadKinds(ReadOnlySpan<byte> kinds, ReadOnlySpan<byte> names)
    {
        var result = ImmutableArray.CreateBuilder<ZoneKind>(kinds.Length / KindLength);
        for (; !kinds.IsEmpty; kinds = kinds[KindLength..])
        {
            var name = names[kinds[5]..];
            name = name[..name.IndexOf((byte)0)];
            result.Add(new ZoneKind(BinaryPrimitives.ReadInt32BigEndian(kinds), kinds[4] != 0, Encoding.ASCII.GetString(name)));
        }

        return result.ToImmutable();
    }

    private static string Footer(ReadOnlySpan<byte> rest)
    {
        var end = rest.Length > 1 ? rest[1..].IndexOf((byte)'\n') : -1;
        return end < 0 ? "" : Encoding.ASCII.GetString(rest.Slice(1, end));
    }

    private static Counts ReadCounts(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith("TZif"u8))
        {
            throw new InvalidDataException("It is no time zone file.");
        }

        return new Counts(
            UtcMarks: BinaryPrimitives.ReadInt32BigEndian(header[20..]),
            StandardMarks: BinaryPrimitives.ReadInt32BigEndian(header[24..]),
            Leaps: BinaryPrimitives.ReadInt32BigEndian(header[28..]),
            Times: BinaryPrimitives.ReadInt32BigEndian(header[32..]),
            Kinds: BinaryPrimitives.ReadInt32BigEndian(header[36..]),
            NameBytes: BinaryPrimitives.ReadInt32BigEndian(header[40..]));
    }

    // Before the first change: the first kind, unless a change leads to it; then the standard time before a first summer time; then any standard time.
    private ZoneKind FirstKind()
    {
        if (_kindOf.IndexOf((byte)0) < 0)
        {
            return Kinds[0];
        }

        for (var i = _kindOf[0] - 1; i >= 0 && Kinds[_kindOf[0]].IsDaylightSaving; i--)
        {
            if (!Kinds[i].IsDaylightSaving)
            {
                return Kinds[i];
            }
        }

        var standard = _kindOf.FirstOrDefault(kind => !Kinds[kind].IsDaylightSaving);
        return Kinds[standard];
    }

    private readonly record struct Counts(int UtcMarks, int StandardMarks, int Leaps, int Times, int Kinds, int NameBytes)
    {
        public int BlockLength(int timeLength) =>
            (Times * (timeLength + 1)) + (Kinds * KindLength) + NameBytes + (Leaps * (timeLength + 4)) + StandardMarks + UtcMarks;
    }
}
