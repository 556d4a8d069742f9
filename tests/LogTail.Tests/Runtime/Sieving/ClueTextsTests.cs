using System.Collections.Immutable;
using System.Text;
using LogTail.Runtime.Sieving;

namespace LogTail.Tests.Runtime.Sieving;

/// <summary>The slow, obvious way is to ask each line for each text.</summary>
public sealed class ClueTextsTests
{
    // Few letters, so that texts overlap, contain one another and end where others begin.
    private const string Letters = "aab :é";

    [Theory]
    [InlineData(1, 1, 12)]
    [InlineData(2, 12, 5)]
    [InlineData(3, 13, 3)]
    [InlineData(4, 13, 12)]
    [InlineData(5, 60, 6)]
    [InlineData(6, 60, 20)]
    [InlineData(7, 400, 9)]
    public void Each_line_has_the_texts_it_contains(int seed, int count, int longest)
    {
        var random = new Random(seed);
        var found = 0;
        for (var round = 0; round < 100; round++)
        {
            var texts = Enumerable.Range(0, count).Select(_ => Text(random, 2, longest)).ToArray();
            var lines = Enumerable.Range(0, random.Next(1, 20)).Select(_ => Line(random, texts)).ToArray();
            var hits = Find(texts, lines);
            for (var i = 0; i < texts.Length; i++)
            {
                var expected = Enumerable.Range(0, lines.Length).Where(line => lines[line].Contains(texts[i], StringComparison.Ordinal)).ToList();
                Assert.True(expected.SequenceEqual(hits[i]), $"seed {seed}, round {round}: '{texts[i]}' in\n{string.Join('\n', lines)}");
                found += expected.Count;
            }
        }

        Assert.True(found > 100, "too few texts are in any line");
    }

    private static List<int>[] Find(string[] texts, string[] lines)
    {
        var hits = texts.Select(_ => new ClueHits()).ToArray();
        var clues = texts.Select((text, i) => new SoughtClue(new LineClue(1, [text]), hits[i])).ToImmutableArray();

        // Something that is in no line stands before and between them.
        var block = new StringBuilder("a:");
        var ranges = lines.Select(line => new Range(block.Length, block.Append(line).Append("\na").Length - 2)).ToArray();
        new ClueTexts(clues).Find(block.ToString(), ranges);
        return [.. hits.Select(hit => Enumerable.Range(0, hit.Count).Select(hit.LineOf).ToList())];
    }

    private static string Line(Random random, string[] texts) =>
        Text(random, 0, 30) + (random.Next(2) == 0 ? texts[random.Next(texts.Length)] : "") + Text(random, 0, 5);

    private static string Text(Random random, int shortest, int longest) =>
        string.Create(random.Next(shortest, longest + 1), random, (chars, dice) =>
        {
            foreach (ref var one in chars)
            {
                one = Letters[dice.Next(Letters.Length)];
            }
        });
}
