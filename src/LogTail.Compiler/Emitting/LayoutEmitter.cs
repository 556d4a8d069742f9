using System.Globalization;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Runtime.Time;

namespace LogTail.Compiler.Emitting;

/// <summary>Emits a layout of strptime: its text, and, where it has columns (<see cref="FixedLayout"/>), straight code that reads them.</summary>
internal static class LayoutEmitter
{
    /// <summary>The lines of C# that declare a static field.</summary>
    public static IEnumerable<string> Field(string field, string layout)
    {
        var head = $"private static readonly TimeLayout {field} = new({CSharpText.Literal(layout)}";
        if (FixedLayout.Of(layout) is not { } columns)
        {
            return [head + ");"];
        }

        var tests = columns.Elements.Select(element => Read(element.Place, element.Kind, element.Digits)).ToArray();
        var literals = columns.Literals.Select(literal => $" && text[{Number(literal.Place)}] == {Char(literal.Char)}");
        return
        [
            head + ", static (ReadOnlySpan<char> text, ref ClockReading clock) =>",
            $"    text.Length {(columns.EndsWithZone ? ">=" : "==")} {Number(columns.Length)}{string.Concat(literals)}",
            .. tests.Select((test, i) => $"    && {test}{(i == tests.Length - 1 ? ");" : "")}"),
        ];
    }

    private static string Read(int place, LayoutElementKind kind, int digits) => kind switch
    {
        LayoutElementKind.ShortMonth => $"FixedClock.Month(text, {Number(place)}, out clock.Month)",
        LayoutElementKind.ShortWeekday => $"FixedClock.Weekday(text, {Number(place)})",
        LayoutElementKind.LongYear => $"FixedClock.Year(text, {Number(place)}, out clock.Year)",
        LayoutElementKind.TwoDigitMonth => TwoDigits(place, 1, 12, "Month"),
        LayoutElementKind.TwoDigitDay => TwoDigits(place, 1, 31, "Day"),
        LayoutElementKind.PaddedDay => $"FixedClock.PaddedDay(text, {Number(place)}, out clock.Day)",
        LayoutElementKind.Hour => TwoDigits(place, 0, 23, "Hour"),
        LayoutElementKind.TwoDigitMinute => TwoDigits(place, 0, 59, "Minute"),
        LayoutElementKind.TwoDigitSecond => TwoDigits(place, 0, 59, "Second"),
        LayoutElementKind.ExactFraction => $"FixedClock.Fraction(text, {Number(place)}, {Number(digits)}, out clock.Nanoseconds)",
        LayoutElementKind.OffsetMinutes => Zone(place, colon: false, zulu: false),
        LayoutElementKind.OffsetColonMinutes => Zone(place, colon: true, zulu: false),
        LayoutElementKind.ZuluOrMinutes => Zone(place, colon: false, zulu: true),
        LayoutElementKind.ZuluOrColonMinutes => Zone(place, colon: true, zulu: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No column has this kind."),
    };

    private static string TwoDigits(int place, int least, int most, string part) =>
        $"FixedClock.TwoDigits(text, {Number(place)}, {Number(least)}, {Number(most)}, out clock.{part})";

    private static string Zone(int place, bool colon, bool zulu) =>
        $"FixedClock.Zone(text, {Number(place)}, colon: {(colon ? "true" : "false")}, zulu: {(zulu ? "true" : "false")}, ref clock)";

    private static string Char(char c) => c is >= ' ' and <= '~' and not ('\'' or '\\') ? $"'{c}'" : $"(char)0x{(int)c:X}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
