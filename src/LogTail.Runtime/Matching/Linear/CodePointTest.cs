using System.Globalization;

namespace LogTail.Runtime.Matching.Linear;

/// <summary>A set of code points, made to be asked often.</summary>
internal sealed class CodePointTest
{
    // Bit i of the first is U+0000 + i, of the second U+0040 + i.
    private readonly ulong _firstAscii;
    private readonly ulong _secondAscii;

    // Ranges, ascending and apart; _lasts[i] belongs to _firsts[i].
    private readonly int[] _firsts;
    private readonly int[] _lasts;

    private CodePointTest(int[] firsts, int[] lasts)
    {
        (_firsts, _lasts) = (firsts, lasts);
        for (var c = 0; c < 64; c++)
        {
            _firstAscii |= IsInRange(c) ? 1UL << c : 0;
            _secondAscii |= IsInRange(c + 64) ? 1UL << c : 0;
        }
    }

    /// <summary>Reads <c>30-39,5F</c>: hexadecimal code points, ascending; empty for no member.</summary>
    public static CodePointTest Read(string text)
    {
        var ranges = text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(range => range.Split('-')).ToArray();
        return new CodePointTest([.. ranges.Select(range => Hex(range[0]))], [.. ranges.Select(range => Hex(range[^1]))]);
    }

    /// <summary>Whether a code point is a member; -1, which stands for the end of the text, never is.</summary>
    public bool Includes(int codePoint) =>
        (uint)codePoint < 64 ? (_firstAscii >> codePoint & 1) != 0
        : (uint)codePoint < 128 ? (_secondAscii >> (codePoint - 64) & 1) != 0
        : IsInRange(codePoint);

    private bool IsInRange(int codePoint)
    {
        var found = Array.BinarySearch(_firsts, codePoint);
        var range = found >= 0 ? found : ~found - 1;
        return range >= 0 && codePoint <= _lasts[range];
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
