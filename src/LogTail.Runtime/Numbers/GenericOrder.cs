using LogTail.Runtime.Texts;

namespace LogTail.Runtime.Numbers;

/// <summary>
/// Comparison of texts by what they look like (spec/mtail-language.md §8.5, case 2): if the left one is a number, both must be, and
/// otherwise they are compared as texts. Every method returns false when they cannot be compared, which is a fault of the line.
/// </summary>
public static class GenericOrder
{
    /// <summary>Whether left is less than right.</summary>
    public static bool TryLess(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out bool isLess)
    {
        var mode = Read(left, right, out var a, out var b);
        isLess = mode == Mode.Numbers ? a < b : TextOrder.Compare(left, right) < 0;
        return mode != Mode.Mixed;
    }

    /// <summary>Whether left equals right.</summary>
    public static bool TryEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out bool isEqual)
    {
        var mode = Read(left, right, out var a, out var b);
        isEqual = mode == Mode.Numbers ? a == b : left.SequenceEqual(right);
        return mode != Mode.Mixed;
    }

    /// <summary>Whether left is greater than right.</summary>
    public static bool TryGreater(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out bool isGreater)
    {
        var mode = Read(left, right, out var a, out var b);
        isGreater = mode == Mode.Numbers ? a > b : TextOrder.Compare(left, right) > 0;
        return mode != Mode.Mixed;
    }

    private static Mode Read(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out double a, out double b)
    {
        b = 0;
        if (!FloatText.TryParse(left, out a))
        {
            return Mode.Texts;
        }

        return FloatText.TryParse(right, out b) ? Mode.Numbers : Mode.Mixed;
    }

    private enum Mode
    {
        Texts,
        Numbers,
        Mixed,
    }
}
