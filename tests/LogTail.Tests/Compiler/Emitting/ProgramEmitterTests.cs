using System.Text;
using LogTail.Compiler.Emitting;

namespace LogTail.Tests.Compiler.Emitting;

public sealed class ProgramEmitterTests
{
    [Fact]
    public void Writes_what_a_person_can_read()
    {
        var code = ProgramEmitter.Emit(RunningProgram.Check("""
            counter requests by status
            gauge bytes
            /^(?P<status>\w+) (?P<size>\d+)/ {
              requests[$status]++
              $size > 0 {
                bytes = $size
              }
            }

            """, "web.mtail"));
        var method = code[code.IndexOf("    protected override void OnLine", StringComparison.Ordinal)..code.IndexOf("internal static", StringComparison.Ordinal)];
        Assert.Equal("""
                protected override void OnLine(ReadOnlySpan<char> line)
                {
            #line 3 "web.mtail"
                    // /^(?P<status>\w+) (?P<size>\d+)/
                    if (_pattern0.IsMatch(line))
                    {
            #line 4 "web.mtail"
                        // requests[$status]++
                        Labels.Clear();
                        Labels.Add(_pattern0.Group(line, 1));
                        var requests = _requests.GetOrAdd(Labels);
                        requests.Add(1, Stamp);

            #line 5 "web.mtail"
                        // $size > 0
                        if (!IntText.TryParse(_pattern0.Group(line, 2), out var size))
                        {
                            Fault(5, "`$size` is not a 64-bit integer on this line", line);
                            return;
                        }
                        if (size > 0L)
                        {
            #line 6 "web.mtail"
                            // bytes = $size
                            var bytes = TouchBytes();
                            bytes.Set(size, Stamp);
                        }
                    }
                }
            #line default
            }


            """, method, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Emits_the_same_for_the_same_program()
    {
        var program = RunningProgram.Check("counter a\ncounter b by k\n/(x)/ {\n  a++\n  b[$1]++\n}\n");
        Assert.Equal(ProgramEmitter.Emit(program), ProgramEmitter.Emit(program));
    }

    // Everything that could end a literal, a comment or a directive, in every place where a user's text goes.
    [Fact]
    public void Keeps_hostile_text_inside_literals_and_comments()
    {
        const string Hostile = "\u2028\u0085*/ }} $@ {0} \u202E \\u0022 \\r\\n é 😀 \u0007";
        var text = $$"""
            counter class by event, object as "n{{Hostile}}"
            counter int_ as "a\""
            text goto
            # {{Hostile}}
            /(?P<string>x)(?P<var>.*)\/\/{{Hostile.Replace("*/", "*", StringComparison.Ordinal).Replace("\\u0022", "", StringComparison.Ordinal).Replace("{0}", "", StringComparison.Ordinal)}}"?/ {
              class["{{Hostile}}\""][$string]++
              int_++
              goto = subst("{{Hostile}}", "\"", "{{Hostile}}") + $var
            }
            /y/ {
              class["{{Hostile}}"]["*/"]++
            }
            log_filter "{{Hostile}}", "\""

            """;
        var program = RunningProgram.Start(text);
        program.Run("y");
        program.Has($"n{Hostile}[{Hostile},*/] 1", "a\" 0");
    }

    [Fact]
    public void Names_that_differ_only_in_underscores_stay_apart()
    {
        var program = RunningProgram.Start("""
            counter http_requests
            counter httpRequests
            counter http__requests
            gauge http_requests_
            counter labels
            counter stamp
            gauge texts
            gauge int_text
            gauge time_span
            gauge pattern0
            counter matched
            gauge line
            gauge fault
            gauge metrics
            /x/ {
              http_requests++
              httpRequests += 2
              http__requests += 3
              http_requests_ = 4
              labels++
              stamp++
              texts = len("a" + "b")
              int_text = int("5")
              time_span = 6
              pattern0 = 7
              line = 8
              fault = 9
              metrics = 10
            }
            otherwise {
              matched++
            }

            """);
        program.Run("x", "y");
        program.Has(
            "texts 2", "int_text 5", "time_span 6", "pattern0 7", "matched 1", "line 8", "fault 9", "metrics 10",
            "http_requests 1", "httpRequests 2", "http__requests 3", "http_requests_ 4", "labels 1", "stamp 1");
    }

    [Fact]
    public void Cuts_large_programs_into_methods()
    {
        var text = new StringBuilder("counter c by k\ncounter total\n/^(?P<name>\\w+) (?P<rest>.*)$/ {\n  $rest =~ /n=(\\d+)/ || 1 == 1 {\n");
        for (var i = 0; i < 400; i++)
        {
            text.Append(null, $"    $name == \"p{i}\" {{\n      c[$name + \"{i}\"]++\n      total += {i}\n      $name < \"p91\" {{\n        c[\"small\"]++\n        stop\n      }}\n    }}\n");
        }

        text.Append("    c[$1] += total\n    c[\"last\"]++\n  }\n  c[\"end\"]++\n}\notherwise {\n  c[\"none\"]++\n}\n");
        var code = ProgramEmitter.Emit(RunningProgram.Check(text.ToString()));
        Assert.True(LongestMethod(code) < 1000, $"{LongestMethod(code)} lines");
        var program = RunningProgram.Start(text.ToString());
        program.Run("p7 n=5", "p91 n=1", "p399 x", "p0 n=2", "q x", "!");
        program.Has("c[p77] 1", "c[small] 3", "c[p9191] 1", "c[1] 98", "c[p399399] 1", "c[p00] 1", "c[last] 1", "c[end] 1", "c[none] 1", "total 497");
        Assert.Equal(["3205: `$1`: the pattern of that group has not matched this line"], program.Faults);
    }

    private static int LongestMethod(string code)
    {
        var longest = 0;
        var length = 0;
        foreach (var line in code.Split('\n'))
        {
            length = line == "    {" ? 0 : length + 1;
            longest = line == "    }" ? Math.Max(longest, length) : longest;
        }

        return longest;
    }
}
