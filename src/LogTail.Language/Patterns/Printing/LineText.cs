using System.Collections.Immutable;

namespace LogTail.Language.Patterns.Printing;

/// <summary>
/// How code points appear in the UTF-16 text of a line: up to U+FFFF as one unit, above as a surrogate pair, and a byte b that is not
/// UTF-8 as the unit U+F700 + b, which Go sees as U+FFFD. No surrogate is ever alone.
/// </summary>
/// <remarks>
/// A genuine U+F780..U+F7FF stands in the text as its three escaped bytes. Literals and sets without U+FFFD find it so; in a set with
/// U+FFFD, such as the dot, each of the three units counts as one code point.
/// </remarks>
internal static class LineText
{
    private const int ReplacementCharacter = 0xFFFD;
    private const int FirstEscape = 0xF780;

    // So many code points have the same bytes but for the last.
    private const int BlockOfEscapes = 0x40;

    /// <summary>First halves of pairs.</summary>
    public static readonly CodePointSet HighSurrogates = CodePointSet.Range(0xD800, 0xDBFF);

    /// <summary>Second halves of pairs.</summary>
    public static readonly CodePointSet LowSurrogates = CodePointSet.Range(0xDC00, 0xDFFF);

    /// <summary>What no single code point of a line is.</summary>
    public static readonly CodePointSet Surrogates = CodePointSet.Range(0xD800, 0xDFFF);

    private static readonly CodePointSet Escapes = CodePointSet.Range(FirstEscape, 0xF7FF);
    private static readonly CodePointSet Units = CodePointSet.Range(0, 0xFFFF);
    private static readonly CodePointSet Pairs = Units.Complement();

    /// <summary>The members of a set that are one unit in the text.</summary>
    public static CodePointSet SingleUnits(CodePointSet set)
    {
        var plain = set.Intersect(Units).Except(Surrogates).Except(Escapes);
        return set.Contains(ReplacementCharacter) ? plain.Union(Escapes) : plain;
    }

    /// <summary>The members of a set that are one code point in the text.</summary>
    public static CodePointSet CodePoints(CodePointSet set) => SingleUnits(set).Union(set.Intersect(Pairs));

    /// <summary>The other ones, which are three escaped bytes: each element is a sequence of sets of units.</summary>
    public static IEnumerable<CodePointSet[]> EscapedSequences(CodePointSet set)
    {
        var escaped = set.Contains(ReplacementCharacter) ? CodePointSet.Empty : set.Intersect(Escapes);
        foreach (var firstOfBlock in (int[])[FirstEscape, FirstEscape + BlockOfEscapes])
        {
            var inBlock = escaped.Intersect(CodePointSet.Range(firstOfBlock, firstOfBlock + BlockOfEscapes - 1));
            if (!inBlock.IsEmpty)
            {
                var bytes = EscapedBytes(firstOfBlock);
                var lastBytes = inBlock.Ranges.Select(range => new CodePointRange(EscapedBytes(range.First)[2], EscapedBytes(range.Last)[2]));
                yield return [CodePointSet.Only(bytes[0]), CodePointSet.Only(bytes[1]), CodePointSet.Of(lastBytes)];
            }
        }
    }

    /// <summary>Whether every code point above U+FFFF is a member.</summary>
    public static bool HasAllPairs(CodePointSet set) => Pairs.IsSubsetOf(set);

    /// <summary>The members that are several units in the text: each element is a sequence of sets of units.</summary>
    public static IEnumerable<ImmutableArray<CodePointSet>> UnitSequences(CodePointSet set)
    {
        var pairs = set.Intersect(Pairs).Ranges.SelectMany(PairsOf);
        foreach (var sameLow in pairs.GroupBy(pair => pair.Low, pair => pair.High))
        {
            yield return [CodePointSet.Of(sameLow), CodePointSet.Of(sameLow.Key)];
        }

        if (!set.Contains(ReplacementCharacter))
        {
            foreach (var range in set.Intersect(Escapes).Ranges)
            {
                for (var codePoint = range.First; codePoint <= range.Last; codePoint++)
                {
                    yield return [.. EscapedBytes(codePoint).Select(CodePointSet.Only)];
                }
            }
        }
    }

    /// <summary>The text of one code point as units; null for a surrogate, which is in no line.</summary>
    public static CodePointSet[]? UnitsOf(int codePoint) => codePoint switch
    {
        ReplacementCharacter => [Escapes.Union(CodePointSet.Only(codePoint))],
        _ when Surrogates.Contains(codePoint) => null,
        _ when Escapes.Contains(codePoint) => [.. EscapedBytes(codePoint).Select(CodePointSet.Only)],
        _ => [.. char.ConvertFromUtf32(codePoint).Select(unit => CodePointSet.Only(unit))],
    };

    // U+F780 is EF 9E 80 in UTF-8, and each of these bytes b is written U+F700 + b.
    private static int[] EscapedBytes(int codePoint) =>
        [0xF7EF, 0xF79E + ((codePoint - FirstEscape) >> 6), FirstEscape + (codePoint & 0x3F)];

    // A range above U+FFFF as blocks: every high surrogate of a block goes with every low one.
    private static IEnumerable<(CodePointRange High, CodePointRange Low)> PairsOf(CodePointRange range)
    {
        const int PerHigh = 0x400;
        for (var first = range.First; first <= range.Last;)
        {
            var offset = (first - 0x10000) % PerHigh;
            var rest = range.Last - first + 1;
            var whole = offset == 0 ? rest / PerHigh : 0;
            var count = whole > 0 ? whole * PerHigh : Math.Min(rest, PerHigh - offset);
            var high = 0xD800 + ((first - 0x10000) / PerHigh);
            yield return whole > 0
                ? (new CodePointRange(high, high + whole - 1), new CodePointRange(0xDC00, 0xDFFF))
                : (new CodePointRange(high, high), new CodePointRange(0xDC00 + offset, 0xDC00 + offset + count - 1));
            first += count;
        }
    }
}
