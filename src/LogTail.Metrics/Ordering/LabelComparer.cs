using LogTail.Metrics.Storage;

namespace LogTail.Metrics.Ordering;

/// <summary>Compares two series of a family by the bytes of their label values, one label after the other.</summary>
/// <param name="positions">Which of the declared keys, in the order of comparison.</param>
internal readonly struct LabelComparer(FrozenSeries series, int[] positions) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        var first = series.Slots[x].LabelText;
        var second = series.Slots[y].LabelText;
        foreach (var position in positions)
        {
            var order = LabelText.ValueOf(first, position).SequenceCompareTo(LabelText.ValueOf(second, position));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
