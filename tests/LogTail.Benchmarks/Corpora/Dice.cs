namespace LogTail.Benchmarks.Corpora;

/// <summary>Seeded chance: the same seed gives the same log on every machine and in every release.</summary>
internal sealed class Dice(int seed)
{
    // Only a seeded System.Random keeps its sequence from one framework version to the next.
    private readonly Random _random = new(seed);

    /// <summary>A number in [0, <paramref name="end"/>).</summary>
    public int Below(int end) => _random.Next(end);

    /// <summary>A number in [<paramref name="first"/>, <paramref name="last"/>].</summary>
    public int Between(int first, int last) => _random.Next(first, last + 1);

    /// <summary>True about <paramref name="count"/> times in <paramref name="outOf"/>.</summary>
    public bool Chance(int count, int outOf) => _random.Next(outOf) < count;

    public T Pick<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];

    /// <summary>Most often the first elements, seldom the last: the n-th about 1/n as often as the first.</summary>
    public T PickPopular<T>(IReadOnlyList<T> among)
    {
        var index = (int)Math.Exp(_random.NextDouble() * Math.Log(among.Count + 1)) - 1;
        return among[Math.Clamp(index, 0, among.Count - 1)];
    }

    /// <summary>A size or duration as they occur: mostly near <paramref name="typical"/>, now and then far above.</summary>
    public int LongTailed(int typical)
    {
        // The product of two exponentials has a tail heavy enough for response sizes and times.
        var value = typical * -Math.Log(1 - _random.NextDouble()) * -Math.Log(1 - _random.NextDouble());
        return (int)Math.Min(value, int.MaxValue / 2);
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string Hex(int digits) => string.Create(digits, _random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = "0123456789abcdef"[random.Next(16)];
        }
    });
}
