using System.Collections.Immutable;
using LogTail.Runtime.Sieving;
using LogTail.Tests.Compiler.Emitting;

namespace LogTail.Tests.Runtime.Sieving;

/// <summary>The slow, obvious way is to run every program on every line; the sieve must not change what comes of it.</summary>
public sealed class LineSieveTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Programs_behind_a_sieve_do_what_they_do_without_one(int seed)
    {
        var random = new Random(seed);
        var generator = new RandomPrograms(random);
        var texts = Enumerable.Range(0, 40).Select(_ => generator.Program()).ToImmutableArray();
        var sieved = RunningProgram.StartAll(texts);
        var plain = RunningProgram.StartAll(texts);
        var sieve = new LineSieve([.. sieved.Select(program => program.Program)]);
        for (var batch = 0; batch < 60; batch++)
        {
            // Enough lines for the sieve to give up clues and to seek anew.
            var lines = Enumerable.Range(0, random.Next(1, 600)).Select(_ => generator.Line()).ToList();
            RunningProgram.RunSieved(sieved, sieve, lines);
            foreach (var program in plain)
            {
                program.Run(lines);
            }
        }

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.True(Report(plain[i]) == Report(sieved[i]), $"seed {seed}:\n{texts[i]}\nplain:\n{Report(plain[i])}\nsieved:\n{Report(sieved[i])}");
        }
    }

    [Fact]
    public void Lines_without_any_of_the_texts_are_not_run()
    {
        var program = RunningProgram.Start("counter c\n/^(alpha|beta) \\d+/ {\n  c++\n}\n");
        var lines = new[] { "alpha 1", "gamma 1", "beta x", "bet", "lphaalpha 2" };
        var sieve = new LineSieve([program.Program]);
        RunningProgram.RunSieved([program], sieve, lines);
        Assert.Equal(3, sieve.HitsOf(0)!.Count);
        Assert.Equal(5, program.Program.LineCount);
        program.Has("c 1");
    }

    [Fact]
    public void A_text_that_begins_in_one_line_and_ends_in_the_next_is_in_neither()
    {
        var program = RunningProgram.Start("counter c\n/alpha/ {\n  c++\n}\n");
        var sieve = new LineSieve([program.Program]);
        RunningProgram.RunSieved([program], sieve, ["al", "pha", "alph", "a"]);
        Assert.Equal(0, sieve.HitsOf(0)!.Count);
    }

    [Fact]
    public void What_most_lines_have_is_not_sought_any_more()
    {
        var program = RunningProgram.Start("counter c\n/alpha/ {\n  c++\n}\n");
        var sieve = new LineSieve([program.Program]);
        var lines = Enumerable.Repeat("alpha", 9_000).ToArray();
        RunningProgram.RunSieved([program], sieve, lines);
        RunningProgram.RunSieved([program], sieve, ["beta", "alpha"]);
        Assert.NotEqual(0UL, sieve.HitsOf(0)!.Unknown);
        program.Has("c 9001");
    }

    [Fact]
    public void Hundreds_of_texts_are_each_found_in_their_lines()
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 400).Select(i => $"{(char)random.Next('a', 'z')}{random.Next(1_000_000)}-{i}").ToArray();
        var programs = RunningProgram.StartAll(words.Chunk(50).Select(some => "counter c by w\n" + string.Concat(some.Select(word => $"/{word}/ {{\n  c[\"{word}\"]++\n}}\n"))));
        RunningProgram.RunSieved(programs, new LineSieve([.. programs.Select(program => program.Program)]), [.. words.Select(word => $"here {word} there")]);
        Assert.Equal(
            words.Select(word => $"c[{word}] ").Order(StringComparer.Ordinal),
            programs.SelectMany(program => program.Values).Select(value => value[..(value.IndexOf(' ') + 1)]).Order(StringComparer.Ordinal));
        Assert.All(programs, program => Assert.Equal(50, program.Values.Count));
    }

    [Theory]
    [InlineData("counter c\n/alpha/ {\n  c++\n}\notherwise {\n  c++\n}\n")]
    [InlineData("counter c\n/alpha/ {\n  c++\n} else {\n  c++\n}\n")]
    [InlineData("counter c\n/alpha/ {\n  c++\n}\nc++\n")]
    [InlineData("counter c\n/alpha/ || /./ {\n  c++\n}\n")]
    [InlineData("counter c\n/(alpha)?/ {\n  c++\n}\n")]
    [InlineData("counter c\ngetfilename() !~ /alpha/ {\n  c++\n}\n")]
    [InlineData("counter c\nc++ > 3 && /alpha/ {\n  c++\n}\n")]
    public void A_program_that_may_do_something_on_any_line_needs_no_clue(string text)
    {
        Assert.Equal(0UL, RunningProgram.Start(text).Program.NeededClues);
    }

    [Fact]
    public void A_pattern_that_stands_in_several_places_is_matched_once()
    {
        var program = RunningProgram.Start(
            """
            counter lines by day, what
            def dated {
              /^(?P<day>[a-z]+) / {
                next
              }
            }
            @dated {
              /start/ {
                lines[$day]["start"]++
              }
            }
            @dated {
              /stop/ {
                lines[$day]["stop"]++
              }
            }
            """);
        Assert.Equal(3, LogTail.Runtime.Matching.Matcher.OwnedBy(program.Program).Length);
        program.Run("mon start", "tue stop", "Start stop", "wed start and stop")
            .Has("lines[mon,start] 1", "lines[tue,stop] 1", "lines[wed,start] 1", "lines[wed,stop] 1");
    }

    [Fact]
    public void What_stands_in_an_outer_block_without_effect_is_enough_of_a_clue()
    {
        var program = RunningProgram.Start("counter c\n/^\\w+ / {\n  /alpha/ {\n    c++\n  }\n  /beta/ {\n    c++\n  }\n}\n");
        Assert.Equal(3UL, program.Program.NeededClues);
        Assert.Equal(0UL, RunningProgram.Start("counter c\n/^\\w+ / {\n  /alpha/ {\n    c++\n  }\n  c++\n}\n").Program.NeededClues);
    }

    private static string Report(RunningProgram program) =>
        string.Join('\n', program.Values.Concat(program.Stamps).Append($"{program.Program.LineCount} lines, {program.Program.FaultCount} faults"));
}
