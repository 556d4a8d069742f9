using System.Buffers.Binary;
using System.Collections.Immutable;
using LogTail.Metrics.Storage;

namespace LogTail.Metrics.Ordering;

/// <summary>
/// Sorts series by their label values. A million comparisons of strings that lie all over the heap take seconds; so
/// seven bytes of each series at a time are brought into one array of integers and sorted there, and only those that
/// are still equal look at their next bytes.
/// </summary>
internal static class SampleSorter
{
    private const int BytesPerStep = 7;

    // Below this many, comparing whole labels is faster.
    private const int FewSeries = 24;

    /// <summary>The order of all series, given that of the first ones.</summary>
    /// <param name="sorted">The order of series 0 to its length.</param>
    public static int[] Extend(FrozenSeries series, ImmutableArray<LabelKey> keys, int[] sorted)
    {
        var added = new int[series.Count - sorted.Length];
        for (var i = 0; i < added.Length; i++)
        {
            added[i] = sorted.Length + i;
        }

        var positions = keys.Select(key => key.Position).ToArray();
        new Run(series, positions).Sort(added);
        return sorted.Length == 0 ? added : Merge(new LabelComparer(series, positions), sorted, added);
    }

    /// <summary>The second is usually far shorter: its members are searched in the first, and what lies between is copied.</summary>
    private static int[] Merge(LabelComparer comparer, int[] first, int[] second)
    {
        var merged = new int[first.Length + second.Length];
        var (taken, next) = (0, 0);
        foreach (var item in second)
        {
            var before = CountBelow(comparer, first.AsSpan(taken), item);
            first.AsSpan(taken, before).CopyTo(merged.AsSpan(next));
            taken += before;
            next += before;
            merged[next] = item;
            next++;
        }

        first.AsSpan(taken).CopyTo(merged.AsSpan(next));
        return merged;
    }

    /// <summary>How many of a sorted span come before an item: looked for in growing steps from the start.</summary>
    private static int CountBelow(LabelComparer comparer, ReadOnlySpan<int> sorted, int item)
    {
        var (low, high) = (0, 1);
        while (high <= sorted.Length && comparer.Compare(sorted[high - 1], item) < 0)
        {
            low = high;
            high *= 2;
        }

        high = Math.Min(high, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (comparer.Compare(sorted[middle], item) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Sorting of one family. Recurses once per seven bytes, so its depth is bounded by the length of the labels.</summary>
    private readonly struct Run(FrozenSeries series, int[] positions)
    {
        private readonly LabelComparer _comparer = new(series, positions);

        public void Sort(int[] order)
        {
            if (positions.Length > 0)
            {
                Sort(order, new ulong[order.Length]);
            }
        }

        /// <summary>Works off a stack of its own: a label may be as long as a line.</summary>
        private void Sort(int[] order, ulong[] steps)
        {
            var pending = new Stack<Part>();
            pending.Push(new Part(0, order.Length, Key: 0, Offset: 0));
            while (pending.TryPop(out var part))
            {
                var items = order.AsSpan(part.Start, part.Length);
                if (part.Length < FewSeries)
                {
                    items.Sort(_comparer);
                    continue;
                }

                var values = steps.AsSpan(part.Start, part.Length);
                for (var i = 0; i < items.Length; i++)
                {
                    values[i] = StepOf(items[i], positions[part.Key], part.Offset);
                }

                values.Sort(items);
                PushEqualOnes(pending, part, values);
            }
        }

        private void PushEqualOnes(Stack<Part> pending, Part part, ReadOnlySpan<ulong> values)
        {
            var start = 0;
            for (var end = 1; end <= values.Length; end++)
            {
                if (end < values.Length && values[end] == values[start])
                {
                    continue;
                }

                if (end - start > 1 && After(part, values[start]) is { } next)
                {
                    pending.Push(next with { Start = part.Start + start, Length = end - start });
                }

                start = end;
            }
        }

        /// <summary>Where series that are equal in one step differ next, if anywhere.</summary>
        private Part? After(Part part, ulong step)
        {
            var valueGoesOn = (step & 0xFF) > BytesPerStep;
            return valueGoesOn ? part with { Offset = part.Offset + BytesPerStep }
                : part.Key + 1 < positions.Length ? part with { Key = part.Key + 1, Offset = 0 }
                : null;
        }

        /// <summary>Seven bytes of a value, then how many there were: 8 stands for more. So a value sorts before what continues it.</summary>
        private ulong StepOf(int item, int position, int offset)
        {
            var rest = LabelText.ValueOf(series.Slots[item].LabelText, position)[offset..];
            if (rest.Length > BytesPerStep)
            {
                return (BinaryPrimitives.ReadUInt64BigEndian(rest) & ~0xFFUL) | (BytesPerStep + 1);
            }

            ulong step = 0;
            for (var i = 0; i < rest.Length; i++)
            {
                step |= (ulong)rest[i] << (56 - (8 * i));
            }

            return step | (uint)rest.Length;
        }
    }

    private readonly record struct Part(int Start, int Length, int Key, int Offset);
}
