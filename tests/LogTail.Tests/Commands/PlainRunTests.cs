using System.Collections.Immutable;
using System.CommandLine;
using LogTail.Commands;
using LogTail.Configuration;

namespace LogTail.Tests.Commands;

public sealed class PlainRunTests
{
    private static readonly Command Run = RunCommand.Create(new CommandStreams(Stream.Null, TextWriter.Null, TextWriter.Null));

    private static readonly string[] Words =
    [
        "--programs", "--logs", "--once", "--no-state", "--from", "--cache", "--state", "--format", "--listen", "--config", "--patterns", "--ecs", "--poll", "--expose",
        "--log-level", "--max-line", "-p", "-l", "-h", "--", "-", "--once=true", "--format=json", "--logs:x", "--unknown", "--ONCE", "/once", "@file", "[x]", "",
        "start", "end", "json", "prometheus", "none", "true", "false", "run", "check", "1", "live", ":3903", "127.0.0.1:0", "unix:/s", "x", "/var/log/*.log", "a b", "\"q\"", "'q'",
        "a=b", "tcp://:1", "udp://", "unixgram://x",
    ];

    [Theory]
    [InlineData("--programs p --logs l")]
    [InlineData("--once --cache c --programs p --logs l")]
    [InlineData("--programs p q --logs /var/log/*.log x --from start --listen 127.0.0.1:3903 --state s")]
    [InlineData("--no-state --programs p --logs l --once --format json --cache none")]
    public void Reads_what_is_usual_as_the_library_does(string line)
    {
        var words = line.Split(' ');
        Assert.NotNull(PlainRun.Read(words));
        AssertSame(words);
    }

    [Theory]
    [InlineData("--logs l")]
    [InlineData("--programs p")]
    [InlineData("--programs p --logs l --once true")]
    [InlineData("--programs p --logs l --no-state --state s")]
    [InlineData("--programs p --logs l --logs m")]
    [InlineData("--programs p --logs [a")]
    [InlineData("--programs p --logs l --format xml")]
    [InlineData("--programs p --logs l --listen nowhere")]
    [InlineData("--programs p --logs l --config c")]
    [InlineData("x --programs p --logs l")]
    [InlineData("--programs p --logs l --cache")]
    public void Leaves_to_the_library_what_is_rare_or_wrong(string line) => Assert.Null(PlainRun.Read(line.Split(' ')));

    [Fact]
    public void Never_reads_another_thing_than_the_library()
    {
        const int Seed = 20260;
        var dice = new Random(Seed);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            // Mostly right, so that much of it is read, and then something put in anywhere.
            List<string> words = ["--programs", Pick(dice), "--logs", Pick(dice)];
            for (var more = dice.Next(5); more > 0; more--)
            {
                words.Insert(dice.Next(words.Count + 1), Pick(dice));
            }

            if (PlainRun.Read([.. words]) is not null)
            {
                read++;
                AssertSame([.. words]);
            }
        }

        Assert.InRange(read, 1000, 19_000);
    }

    private static string Pick(Random dice) => Words[dice.Next(Words.Length)];

    private static void AssertSame(string[] words)
    {
        var parsed = new RootCommand { Run }.Parse([RunCommand.Name, .. words], new ParserConfiguration { ResponseFileTokenReplacer = null });
        Assert.Empty(CommandLineErrors.Of(parsed));
        Assert.Null(parsed.GetValue<string?>("--config"));
        var plain = PlainRun.Read(words)!;
        Assert.Equal(parsed.GetValue<bool>("--once"), plain.IsOnce);
        Assert.Equal(Described(RunCommand.OptionsOf(parsed)), Described(plain.Options));
    }

    // Arrays, which records compare by reference, with what is in them.
    private static List<string> Described(object record) =>
        [.. record.GetType().GetProperties().Select(property => $"{property.Name}: {Text(property.GetValue(record))}")];

    private static string Text(object? value) => value switch
    {
        ImmutableArray<string> texts => "[" + string.Join('|', texts) + "]",
        FollowOptions or PushOptions or HttpOptions => string.Join(", ", Described(value)),
        _ => $"{value}",
    };
}
