using System.Collections.Immutable;
using System.Text;
using LogTail.Benchmarks.Corpora;

namespace LogTail.Conformance.Differential;

/// <summary>A log made to fit one of the example programs that come with mtail's documentation.</summary>
/// <param name="Program">Name of the program, without its ending.</param>
/// <param name="FileName">Some programs ask what their log is called.</param>
/// <param name="Scenes">At least one per branch of the program.</param>
internal sealed record ExampleLog(string Program, string FileName, params ImmutableArray<Scene> Scenes)
{
    /// <summary>What fits no program, and what may upset one.</summary>
    private static readonly ImmutableArray<Scene> Noise =
    [
        new("empty line", (_, _) => ""),
        new("blank line", (_, _) => " \t "),
        new("prose", (_, _) => "The quick brown fox jumps over the lazy dog."),
        new("numbers", (dice, _) => $"{dice.Below(1_000_000)} {dice.Below(100)} {dice.Below(10)}"),
        new("not ASCII", (_, _) => "größe 東京 😀 ١٢٣"),
        new("punctuation", (_, _) => """[]{}()<>"'\/|+-*.,:;!?%&=#@~^$"""),
        new("carriage return", (_, _) => "ends with CR\r"),
        new("cut off", (_, clock) => $"{clock.Syslog} host daemon["),
        new("long", (dice, _) => new string('x', dice.Between(1_000, 4_000))),
    ];

    /// <summary>Text of the log: each scene at least three times, then whatever the dice say, lines that fit nothing among them.</summary>
    public string Text(int seed, int scenes)
    {
        var dice = new Dice(seed);
        var clock = new LineClock(dice, meanStepMillis: 1_500);
        var log = new StringBuilder();
        for (var i = 0; i < scenes; i++)
        {
            clock.Advance();
            var scene = i < 3 * Scenes.Length ? Scenes[i % Scenes.Length]
                : dice.Chance(1, 10) ? dice.Pick(Noise)
                : dice.Pick(Scenes);
            log.Append(scene.Write(dice, clock)).Append('\n');
        }

        return log.ToString();
    }
}
