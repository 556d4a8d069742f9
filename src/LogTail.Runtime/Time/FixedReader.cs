namespace LogTail.Runtime.Time;

/// <summary>Straight code, made for one layout, that reads a text whose parts stand in the columns of that layout (<see cref="FixedLayout"/>).</summary>
/// <param name="text">Any text.</param>
/// <param name="clock">Gets the parts, each in its range; the day may be past the end of its month.</param>
/// <returns>False when the text does not keep to the columns.</returns>
public delegate bool FixedReader(ReadOnlySpan<char> text, ref ClockReading clock);
