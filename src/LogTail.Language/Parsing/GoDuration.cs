using System.Buffers;

namespace LogTail.Language.Parsing;

/// <summary>Lengths of time as Go spells them: <c>1h30m</c>, <c>1.5s</c>, <c>-2m</c>.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    // In nanoseconds; two-letter units first.
    private static readonly (string Unit, decimal Nanoseconds)[] Units =
    [
        ("ns", 1m), ("us", 1e3m), ("µs", 1e3m), ("ms", 1e6m), ("s", 1e9m), ("m", 60e9m), ("h", 3600e9m),
    ];

    /// <summary>Reads a duration. A positive one below 100 ns becomes 100 ns, the finest that is kept.</summary>
    /// <returns>False when malformed, without a unit, or longer than Go's 292 years.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        var rest = isNegative || text.StartsWith("+", StringComparison.Ordinal) ? text[1..] : text;
        var total = 0m;
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            if (!TryTakePart(ref rest, out var nanoseconds))
            {
                return false;
            }

            total += nanoseconds;
            if (total > long.MaxValue)
            {
                return false;
            }
        }

        var ticks = (long)decimal.Ceiling(decimal.Truncate(total) / 100m);
        duration = new TimeSpan(isNegative ? -ticks : ticks);
        return true;
    }

    private static bool TryTakePart(ref ReadOnlySpan<char> rest, out decimal nanoseconds)
    {
        nanoseconds = 0;
        var digits = rest.IndexOfAnyExcept(Digits);
        // Nineteen digits are more nanoseconds than Go can count.
        if (digits is <= 0 or > 19
            || !decimal.TryParse(
                rest[..digits], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        rest = rest[digits..];
        foreach (var (unit, factor) in Units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal) && number <= long.MaxValue / factor)
            {
                rest = rest[unit.Length..];
                nanoseconds = number * factor;
                return true;
            }
        }

        return false;
    }
}
