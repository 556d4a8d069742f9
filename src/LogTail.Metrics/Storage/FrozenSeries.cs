namespace LogTail.Metrics.Storage;

/// <summary>
/// The series of a family at one moment, in order of creation. The labels of the series never change and the table
/// never writes below <paramref name="Count"/> again, so other threads may read labels here while the table goes on.
/// </summary>
/// <param name="Slots">The table's array; what stands at and after <paramref name="Count"/> is not part of this.</param>
/// <param name="Count">Number of series.</param>
/// <param name="Generation">Same number, same series in the part that two of these have in common.</param>
internal readonly record struct FrozenSeries(MetricSeries[] Slots, int Count, int Generation)
{
    public ReadOnlySpan<MetricSeries> Series => Slots.AsSpan(0, Count);
}
