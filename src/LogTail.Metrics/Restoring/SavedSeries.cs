namespace LogTail.Metrics.Restoring;

/// <summary>One series as it was saved: what <see cref="FamilySnapshot"/> told of it. Valid as long as the memory it points to.</summary>
/// <param name="labelText">The label values, spelled as <see cref="Storage.LabelText"/> says.</param>
/// <param name="timeNanos">Unix nanoseconds of the last update.</param>
/// <param name="expiryNanos">Nanoseconds without an update after which the series goes; 0 for never.</param>
/// <param name="numbers">As <see cref="FamilySnapshot.NumbersOf"/> gave them.</param>
/// <param name="text">Of a family of texts; empty otherwise.</param>
/// <param name="window">Of a summary, as <see cref="FamilySnapshot.WindowOf"/> gave it; empty otherwise.</param>
public readonly ref struct SavedSeries(
    ReadOnlySpan<byte> labelText, long timeNanos, long expiryNanos, ReadOnlySpan<long> numbers, string text, ReadOnlySpan<long> window = default)
{
    public ReadOnlySpan<byte> LabelText { get; } = labelText;

    public long TimeNanos { get; } = timeNanos;

    public long ExpiryNanos { get; } = expiryNanos;

    public ReadOnlySpan<long> Numbers { get; } = numbers;

    public string Text { get; } = text;

    public ReadOnlySpan<long> Window { get; } = window;

    /// <summary>Whether the label text has exactly so many values.</summary>
    internal bool HasLabels(int count) =>
        LabelText.Count(Storage.LabelText.EndOfValue) == count && (count == 0 ? LabelText.IsEmpty : LabelText[^1] == Storage.LabelText.EndOfValue);
}
