using LogTail.Runtime.Matching;
using LogTail.Runtime.Sieving;

namespace LogTail.Tests.Compiler.Emitting;

/// <summary>The slow, obvious way is to match each pattern by itself, in a program of its own; a shared beginning must not change what comes of it.</summary>
public sealed class SharedPrefixTests
{
    private static readonly string[] Beginnings =
    [
        @"^(?P<date>\w+\s+\d+ \d+:\d+) (?P<host>\S+) ", @"^(?P<date>\w+\s+\d+) (?P<host>[a-z]+): ", @"(?i)^(?P<date>[a-z]+) +(?P<host>x?\d{2})k", @"^(?P<date>\S+?)\s+(?P<host>[^é]*) ",
        @"^(?P<date>z?\d*)\s*(?P<host>[a-z]+)\[", @"^(?P<date>.+?)(?P<host>z?\d+) ", @"^(?P<date>\b\w+\b) (?P<host>x?)-", @"^(?P<date>[^ ]{3}) (?P<host>z?\d+):",
    ];

    private static readonly string[] Endings =
        [@"up (?P<what>\w+)", @"up", @"(?P<what>.*)$", @"\bdown(?P<what>z?\d*)", @"(?P<what>a|ab)(?:c|bcd)", @"$", @"(?P<what>\s+)x", @"^(?P<what>up)", @"(?P<what>é+|😀)", @"(?P<what>(?:\w+ ?)+)!"];

    private static readonly string[] Pieces =
        ["jan", "Feb", " 5", "12", "10:42", "99:1", "host", "web1", ":", " ", " ", " ", "  ", "up", "up down7", "abcd", "ac", "abcd", "x", "-", "[", "é", "😀", "K", "\u212A", "a b c!", "\uF7FF"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Patterns_that_begin_alike_match_as_each_does_by_itself(int seed)
    {
        var random = new Random(seed);
        var patterns = Enumerable.Range(0, 36).Select(_ => Beginnings[random.Next(Beginnings.Length)] + Endings[random.Next(Endings.Length)]).Distinct(StringComparer.Ordinal).ToArray();
        var together = RunningProgram.StartAll([Program(patterns, 0), .. patterns.Select((pattern, i) => Program([pattern], i))]);
        Assert.Contains(Matcher.OwnedBy(together[0].Program), matcher => matcher.GetType().Name.StartsWith("Prefix", StringComparison.Ordinal));

        var lines = Enumerable.Range(0, 4_000).Select(_ => Line(random)).ToList();
        foreach (var program in together)
        {
            program.Run(lines);
            Assert.Empty(program.Failures);
        }

        var alone = together.Skip(1).SelectMany(program => program.Values).Order(StringComparer.Ordinal).ToArray();
        Assert.True(alone.Length > patterns.Length, "hardly a line matched");
        Assert.Equal(alone, together[0].Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_pattern_has_the_captures_of_the_beginning()
    {
        var program = RunningProgram.Start("""
            counter c by day, pid, what
            counter whole by match
            /^(?P<day>\w+ \d+) sshd\[(?P<pid>\d+)\]: open (?P<what>\w+)/ {
              c[$day][$pid][$what]++
            }
            /^(?P<day>\w+ \d+) sshd\[(?P<pid>\d+)\]: close/ {
              c[$day][$pid]["close"]++
            }
            /^(?P<day>\w+ \d+) sshd\[(?P<pid>\d+)\]: close (?P<what>\d)/ {
              whole[$0]++
            }
            """);
        Assert.Equal(4, Matcher.OwnedBy(program.Program).Length);
        program.Run("jan 1 sshd[7]: open door", "jan 2 sshd[8]: close 5", "jan 2 sshd[]: close 5", "jan sshd[8]: open door")
            .Has("c[jan 1,7,door] 1", "c[jan 2,8,close] 1", "whole[jan 2 sshd[8]: close 5] 1");
    }

    [Fact]
    public void Siblings_are_ruled_out_by_what_tells_them_apart()
    {
        var program = RunningProgram.Start("""
            counter c by what
            /^\w+ \d+ host sshd\[\d+\]: Accepted/ {
              c["accepted"]++
            }
            /^\w+ \d+ host sshd\[\d+\]: Failed/ {
              c["failed"]++
            }
            """);
        Assert.Equal(["]: Accepted", "]: Failed"], program.Program.LineClues.SelectMany(clue => clue.Texts));
        RunningProgram.RunSieved([program], new LineSieve([program.Program]), ["jan 1 host sshd[1]: Failed", "jan 1 host sshd[1]: Closed"]);
        program.Has("c[failed] 1");
    }

    private static string Program(string[] patterns, int firstNumber) =>
        "counter seen by pattern, date, host, what\n" + string.Concat(patterns.Select((pattern, i) =>
            $"/{pattern}/ {{\n  seen[\"{firstNumber + i}\"][$date][$host][{(pattern.Contains("?P<what>", StringComparison.Ordinal) ? "$what" : "\"-\"")}]++\n}}\n"));

    private static string Line(Random random) => random.Next(3) == 0
        ? $"{Piece(random)} {random.Next(99)} {random.Next(24)}:{random.Next(60)} {Piece(random)} {Piece(random)}{Piece(random)}"
        : string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => Piece(random)));

    private static string Piece(Random random) => Pieces[random.Next(Pieces.Length)];
}
