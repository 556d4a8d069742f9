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
            foreach (var hits in FindInAllWays(texts, lines))
            {
                for (var i = 0; i < texts.Length; i++)
                {
                    var expected = Enumerable.Range(0, lines.Length).Where(line => lines[line].Contains(texts[i], StringComparison.Ordinal)).ToList();
                    Assert.True(expected.SequenceEqual(hits[i]), $"seed {seed}, round {round}: '{texts[i]}' in\n{string.Join('\n', lines)}");
                    found += expected.Count;
                }
            }
        }

        Assert.True(found > 100, "too few texts are in any line");
    }

    [Fact]
    public void Whatever_way_is_measured_nothing_is_missed()
    {
        var random = new Random(1);
        var hits = new ClueHits();
        var texts = new ClueTexts(Enumerable.Range(0, 40).Select(i => new SoughtClue(new LineClue(1, [$"sought {i:00}"]), hits)));
        for (var batch = 0; batch < 200; batch++)
        {
            var line = random.Next(10);
            var lines = Enumerable.Range(0, 10).Select(i => new string('x', 500) + (i == line ? $"sought {random.Next(40):00}" : "")).ToArray();
            hits.Clear();
            var (block, ranges) = Block(lines);
            texts.Find(block, ranges);
            Assert.Equal(1, hits.Count);
            Assert.Equal(line, hits.LineOf(0));
        }
    }

    private static IEnumerable<List<int>[]> FindInAllWays(string[] texts, string[] lines)
    {
        var hits = texts.Select(_ => new ClueHits()).ToArray();
        foreach (var way in ClueTexts.WaysFor(texts.Select((text, i) => new SoughtClue(new LineClue(1, [text]), hits[i]))))
        {
            Array.ForEach(hits, hit => hit.Clear());
            var (block, ranges) = Block(lines);
            way.Find(block, ranges);
            yield return [.. hits.Select(hit => Enumerable.Range(0, hit.Count).Select(hit.LineOf).ToList())];
        }
    }

    // Something that is in no line stands before and between them.
    private static (string Block, Range[] Ranges) Block(string[] lines)
    {
        var block = new StringBuilder("a:");
        var ranges = lines.Select(line => new Range(block.Length, block.Append(line).Append("\na").Length - 2)).ToArray();
        return (block.ToString(), ranges);
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
