using System.Collections.Immutable;

namespace LogTail.Runtime.Time;

/// <summary>
/// A time layout as Go and mtail write it: the reference time <c>Mon Jan 2 15:04:05 MST 2006</c> shows by example where
/// each part stands (spec/mtail-language.md §13.3). Immutable. Reading allocates nothing.
/// </summary>
public sealed class TimeLayout
{
    private readonly ImmutableArray<LayoutElement> _elements;
    private readonly FixedReader? _columns;

    /// <param name="layout">Any text: what is no element is literal.</param>
    /// <param name="columns">Reads texts that keep to the columns of the layout, if it has columns; null: there is no such code.</param>
    public TimeLayout(string layout, FixedReader? columns = null)
    {
        Text = layout;
        _elements = LayoutScanner.Scan(layout);
        _columns = columns;
        Fraction = columns is null ? null : FixedLayout.Of(layout)?.Fraction;
    }

    /// <summary>The layout as written.</summary>
    public string Text { get; }

    /// <summary>Where texts that keep to the columns have a fraction of a second; null when they have none.</summary>
    internal Range? Fraction { get; }

    /// <summary>Reads a text that keeps to the columns of this layout, with the same result as <see cref="TryRead"/>.</summary>
    /// <returns>False also for many texts that are right.</returns>
    internal bool TryReadColumns(ReadOnlySpan<char> text, out ClockReading reading)
    {
        reading = new ClockReading { Month = 1, Day = 1 };
        return _columns is not null && _columns(text, ref reading) && reading.Day >= 1 && reading.Day <= Calendar.DaysIn(reading.Month, reading.Year);
    }

    /// <summary>Reads a text by this layout, element by element.</summary>
    /// <returns>False when any part does not fit or is out of range, or text is left over.</returns>
    internal bool TryRead(ReadOnlySpan<char> text, out ClockReading reading)
    {
        var reader = new LayoutReader(text);
        for (var i = 0; i < _elements.Length; i++)
        {
            var element = _elements[i];
            if (!reader.Skip(element.Literal))
            {
                break;
            }

            if (element.Kind == LayoutElementKind.End)
            {
                return reader.TryFinish(out reading);
            }

            var fractionFollows = IsFraction(_elements[i + 1]);
            if (!reader.Read(element, fractionFollows))
            {
                break;
            }
        }

        reading = default;
        return false;
    }

    // Only the next element counts, even with literal text between, as in Go.
    private static bool IsFraction(LayoutElement element) =>
        element.Kind is LayoutElementKind.ExactFraction or LayoutElementKind.OptionalFraction;
}
