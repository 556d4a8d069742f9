namespace LogTail.Tests.Compiler.Emitting.Rules;

/// <summary>Configurations of grok_exporter as compiled code: what the cases of the conformance tests do not reach.</summary>
public class ConfigurationTests
{
    // spec/grok.md §6.3, §7.2: .extra is the JSON that came along; its numbers keep their spelling and are a kind of text.
    [Fact]
    public void Reads_what_came_along_with_a_line()
    {
        var program = RunningProgram.StartConfiguration("""
            - type: counter
              name: t
              help: h
              match: .
              labels:
                a: '{{index .extra "user"}}'
                b: '{{range (index .extra "tags")}}{{.}},{{end}}'
                c: '{{.extra}}'
                d: '{{index .extra "n"}}|{{add (index .extra "n") 1}}'
                e: '{{if .extra}}{{(index .extra "o").k}}{{end}}'
                f: '{{len (index .extra "tags")}}{{index .extra "tags" 1}}'
                g: '{{if index .extra "none"}}x{{else}}no{{end}}{{index .extra "none"}}'
                h: '{{printf "%d %v %T" (index .extra "n") (index .extra "tags") (index .extra "n")}}'
                i: '{{with index .extra "o"}}{{range $k, $v := .}}{{$k}}={{$v}}{{end}}{{end}}'
                j: '{{eq (index .extra "n") "1.50"}} {{index (slice (index .extra "tags") 1) 0}}{{.logfile}}'

            """);
        program.RunWith("line", """{"user":"bob","tags":["x","y"],"n":1.50,"o":{"k":true},"half":"\ud800"}""");
        Assert.Empty(program.Faults);
        program.Has("t[bob,x,y,,map[half:\uFFFD n:1.50 o:map[k:true] tags:[x y] user:bob],1.50|2.5,true,2y,no<no value>,%!d(json.Number=1.50) [x y] json.Number,k=true,true y] 1");
    }

    [Theory]
    [InlineData("""{"list":"text"}""")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Fails_alone_on_what_has_another_shape(string extra)
    {
        var program = RunningProgram.StartConfiguration("""
            - {type: counter, name: a, help: h, match: ., labels: {l: '{{index .extra "list" 7}}'}}
            - {type: counter, name: b, help: h, match: .}

            """);
        program.RunWith("line", extra);
        program.Has("b 1");
        Assert.Single(program.Faults);
    }

    [Fact]
    public void Counts_matching_lines_errors_and_time_of_each_metric()
    {
        var program = RunningProgram.StartConfiguration("""
            - {type: counter, name: a, help: h, match: 'n=(?<n>.*)', value: '{{.n}}'}
            - {type: counter, name: b, help: h, match: 'x'}

            """);
        program.Run("n=1", "n=2", "n=no", "nothing", "n=3x", "x");
        Assert.Equal(["a 2 2", "b 2 0"], program.Program.MetricCounts.Select(counts => $"{counts.Metric} {counts.MatchingLines} {counts.Errors}"));
        Assert.All(program.Program.MetricCounts, counts => Assert.True(counts.ElapsedTicks > 0));
        Assert.Equal(4, program.Program.MatchedLineCount);
        Assert.Equal("3: a: value: value matches 'no', which is not a valid number.", program.Faults[0]);
    }

    // §8.1: a series with an empty label value is never removed.
    [Fact]
    public void Removes_series_past_their_retention()
    {
        var program = RunningProgram.StartConfiguration("""
            - {type: gauge, name: g, help: h, match: 'u=(?<u>.*)', value: 1, retention: 1h, labels: {u: '{{.u}}'}}

            """);
        program.Run("u=a", "u=");
        program.Expire(TimeSpan.FromMinutes(59));
        program.Has("g[a] 1", "g[] 1");
        program.Expire(TimeSpan.FromMinutes(61));
        program.Has("g[] 1");
    }

    [Fact]
    public void Does_not_loop_or_call_for_ever()
    {
        var program = RunningProgram.StartConfiguration("""
            - {type: counter, name: a, help: h, match: ., labels: {l: '{{define "x"}}{{template "x" .}}{{end}}{{template "x" .logfile}}'}}
            - {type: counter, name: b, help: h, match: ., labels: {l: '{{$e := .extra}}{{range $e}}{{range $e}}{{range $e}}{{range $e}}{{end}}{{end}}{{end}}{{end}}'}}

            """);
        program.RunWith("line", "[" + string.Join(',', Enumerable.Range(0, 60)) + "]");
        program.Has();
        Assert.Equal(["3: a: label l: exceeded maximum template depth", "4: b: label l: the template loops too often"], program.Faults);
    }
}
