using System.Collections.Immutable;
using LogTail.Language.Patterns.Unicode;

namespace LogTail.Language.Patterns;

/// <summary>A set of code points. Immutable; equal when the members are equal.</summary>
public sealed class CodePointSet : IEquatable<CodePointSet>
{
    /// <summary>The largest code point.</summary>
    public const int MaxCodePoint = 0x10FFFF;

    /// <summary>No code point.</summary>
    public static readonly CodePointSet Empty = new([]);

    /// <summary>Every code point, surrogates too.</summary>
    public static readonly CodePointSet All = new([new CodePointRange(0, MaxCodePoint)]);

    private CodePointSet(ImmutableArray<CodePointRange> ranges) => Ranges = ranges;

    /// <summary>The members: ascending, without overlap, with a gap between any two.</summary>
    public ImmutableArray<CodePointRange> Ranges { get; }

    /// <summary>Whether there is no member.</summary>
    public bool IsEmpty => Ranges.IsEmpty;

    /// <summary>The only member, or null when there is none or more than one.</summary>
    public int? Single => Ranges is [var only] && only.First == only.Last ? only.First : null;

    /// <summary>The number of members.</summary>
    public int Count => Ranges.Sum(range => range.Last - range.First + 1);

    /// <summary>The set of these ranges, in any order, with or without overlap.</summary>
    public static CodePointSet Of(params IEnumerable<CodePointRange> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<CodePointRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged.Count == 0 ? Empty : new CodePointSet(merged.DrainToImmutable());
    }

    /// <summary>The set of the code points from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static CodePointSet Range(int first, int last) => new([new CodePointRange(first, last)]);

    /// <summary>The set of one code point.</summary>
    public static CodePointSet Only(int codePoint) => Range(codePoint, codePoint);

    /// <summary>The set of the characters of a text.</summary>
    public static CodePointSet Chars(string characters) =>
        Of(characters.EnumerateRunes().Select(rune => new CodePointRange(rune.Value, rune.Value)));

    /// <summary>Whether a code point is a member.</summary>
    public bool Contains(int codePoint)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > Ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The members of either.</summary>
    public CodePointSet Union(CodePointSet other) => Of(Ranges.Concat(other.Ranges));

    /// <summary>All code points but the members.</summary>
    public CodePointSet Complement()
    {
        var gaps = ImmutableArray.CreateBuilder<CodePointRange>(Ranges.Length + 1);
        var next = 0;
        foreach (var range in Ranges)
        {
            if (range.First > next)
            {
                gaps.Add(new CodePointRange(next, range.First - 1));
            }

            next = range.Last + 1;
        }

        if (next <= MaxCodePoint)
        {
            gaps.Add(new CodePointRange(next, MaxCodePoint));
        }

        return new CodePointSet(gaps.DrainToImmutable());
    }

    /// <summary>The members of both.</summary>
    public CodePointSet Intersect(CodePointSet other)
    {
        var common = ImmutableArray.CreateBuilder<CodePointRange>();
        for (int i = 0, j = 0; i < Ranges.Length && j < other.Ranges.Length;)
        {
            var (left, right) = (Ranges[i], other.Ranges[j]);
            var first = Math.Max(left.First, right.First);
            var last = Math.Min(left.Last, right.Last);
            if (first <= last)
            {
                common.Add(new CodePointRange(first, last));
            }

            if (left.Last < right.Last)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return new CodePointSet(common.DrainToImmutable());
    }

    /// <summary>The members that are not in <paramref name="other"/>.</summary>
    public CodePointSet Except(CodePointSet other) => Intersect(other.Complement());

    /// <summary>Whether every member is in <paramref name="other"/> too.</summary>
    public bool IsSubsetOf(CodePointSet other) => Intersect(other).Equals(this);

    /// <summary>Whether there is a common member.</summary>
    public bool Overlaps(CodePointSet other) => !Intersect(other).IsEmpty;

    /// <summary>The members and all that differ from them by case only, in Unicode simple folding; no culture takes part.</summary>
    public CodePointSet WithOtherCases() => Single is { } only
        ? Of(CaseFolding.Orbit(only).Select(member => new CodePointRange(member, member)))
        : CaseFolding.Close(this);

    /// <inheritdoc/>
    public bool Equals(CodePointSet? other) => other is not null && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CodePointSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var range in Ranges)
        {
            hash.Add(range);
        }

        return hash.ToHashCode();
    }

    /// <summary>For people: <c>U+0041-U+005A U+005F</c>.</summary>
    public override string ToString() =>
        string.Join(' ', Ranges.Select(range => range.First == range.Last ? $"U+{range.First:X4}" : $"U+{range.First:X4}-U+{range.Last:X4}"));
}
