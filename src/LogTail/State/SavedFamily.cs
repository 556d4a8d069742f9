using System.Runtime.InteropServices;
using LogTail.Metrics;
using LogTail.Metrics.Restoring;

namespace LogTail.State;

/// <summary>A metric family as it stands in a state file.</summary>
/// <param name="Description">What it was declared as; its source and limit are not kept.</param>
/// <param name="Count">Number of series.</param>
/// <param name="NumbersPerSeries">As <see cref="FamilySnapshot.NumbersPerSeries"/>.</param>
/// <param name="Rows">The series, one after the other.</param>
internal sealed record SavedFamily(MetricDescription Description, int Count, int NumbersPerSeries, ReadOnlyMemory<byte> Rows)
{
    // Label text's length, time, expiry, text's length.
    public const int LeastRowBytes = (2 * sizeof(int)) + (2 * sizeof(long));

    /// <summary>The same family in the store gets the series; nothing happens if its declaration has changed too much.</summary>
    /// <returns>Whether the values live on.</returns>
    public bool TryRestore(MetricFamily family)
    {
        if (!family.CanContinueAs(Description))
        {
            return false;
        }

        var labels = new LabelBuffer();
        var numbers = new long[NumbersPerSeries];
        var rows = new StateReader(Rows);
        for (var i = 0; i < Count; i++)
        {
            family.TryRestore(ReadRow(ref rows, numbers, HasWindows), labels);
        }

        return true;
    }

    /// <summary>Writes the series of a snapshot as rows.</summary>
    public static void WriteRows(FamilySnapshot family, StateWriter writer)
    {
        var hasTexts = family.Description.Type == MetricValueType.String;
        var hasWindows = family.Description.Type == MetricValueType.Quantiles;
        for (var i = 0; i < family.Count; i++)
        {
            writer.Add(family.LabelTextOf(i));
            writer.Add(family.TimeNanosOf(i));
            writer.Add(family.ExpiryNanosOf(i));
            writer.Add(family.NumbersOf(i));
            writer.AddChars(hasTexts ? family.TextOf(i) : "");
            if (hasWindows)
            {
                writer.Add(MemoryMarshal.AsBytes(family.WindowOf(i)));
            }
        }
    }

    /// <summary>Reads over all rows.</summary>
    /// <exception cref="StateFormatException">They are not so many, or not as long as they say.</exception>
    public void Validate()
    {
        var numbers = new long[NumbersPerSeries];
        var rows = new StateReader(Rows);
        for (var i = 0; i < Count; i++)
        {
            _ = ReadRow(ref rows, numbers, HasWindows);
        }

        if (!rows.IsAtEnd)
        {
            throw new StateFormatException($"{Description.Name} has more than its {Count} series");
        }
    }

    private bool HasWindows => Description.Type == MetricValueType.Quantiles;

    private static SavedSeries ReadRow(ref StateReader rows, long[] numbers, bool hasWindow)
    {
        var labelText = rows.Bytes().Span;
        var time = rows.Long();
        var expiry = rows.Long();
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = rows.Long();
        }

        var text = rows.Chars();
        var window = hasWindow ? MemoryMarshal.Cast<byte, long>(rows.Bytes().Span) : default;
        return new SavedSeries(labelText, time, expiry, numbers, text, window);
    }
}
