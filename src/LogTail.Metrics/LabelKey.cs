using System.Collections.Immutable;

namespace LogTail.Metrics;

/// <summary>A label of a family as the outputs write it.</summary>
/// <param name="Name">The declared key.</param>
/// <param name="Position">Which of the declared keys, from 0: the last of those that bear the name.</param>
public readonly record struct LabelKey(string Name, int Position)
{
    /// <summary>The labels in the order of their names, each name once (spec/mtail-language.md §4.1, §16.1).</summary>
    public static ImmutableArray<LabelKey> Sort(ImmutableArray<string> declared)
    {
        var last = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < declared.Length; i++)
        {
            last[declared[i]] = i;
        }

        return [.. last.Select(pair => new LabelKey(pair.Key, pair.Value))];
    }
}
