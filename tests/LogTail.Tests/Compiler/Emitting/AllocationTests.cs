using LogTail.Tests.Support;

namespace LogTail.Tests.Compiler.Emitting;

/// <summary>Runs when no other test does: .NET puts off optimizing code while new code keeps coming.</summary>
[Collection(Name)]
public sealed class AllocationTests
{
    private const string Name = "Alone";

    // Emitted code is optimized once it has run for a while; until then .NET may box.
    [OptimizedFact]
    public void Comes_to_run_without_allocating()
    {
        var program = RunningProgram.Start("""
            counter c by a, b, f
            gauge g
            gauge f
            text t
            histogram h by k buckets 1, 2, 3
            summary s by k quantiles 0.5: 0.05, 0.99: 0.001
            /^(?P<time>\S+) (?P<name>\w+) (?P<n>\d+) (?P<f>\d+\.\d+)/ {
              strptime($time, "2006-01-02T15:04:05Z07:00")
              c[tolower($name) + "-" + $n][$n][$f]++
              g = len($name) + strtol($n, 8)
              f = $f * 2.0
              t = subst(/[0-9]/, "x", $name)
              h[$name] = $f
              s[$name] = $f
              $name =~ /(.)$/ {
                c[$1][1][1.5]++
              }
              c["x"]["y"]["z"] = int($name)
            }

            """);
        string[] lines = [.. Enumerable.Range(0, 200).Select(i => $"2020-01-01T00:{i % 20:00}:{i % 60:00}Z Name{i % 5}a {i % 7} {i % 11}.5 rest")];
        AssertAllocatesNothing(program, lines);
        Assert.Equal(program.Program.LineCount, program.Program.FaultCount);
    }

    [OptimizedFact]
    public void Configuration_comes_to_run_without_allocating()
    {
        var program = RunningProgram.StartConfiguration("""
            - type: counter
              name: c
              help: h
              match: '^(?<time>\S+) %{WORD:name} (?<n>\d+) (?<f>\d+\.\d+)'
              value: '{{.n}}'
              retention: 1h
              labels:
                name: '{{.name}}'
                both: '{{.name}}-{{.n}}'
                file: '{{base .logfile}}'
                kind: '{{if eq .n "1" "2"}}few{{else}}many{{end}}'
                digit: '{{gsub .name "[0-9]" "<\\0>"}}'
            - type: summary
              name: s
              help: h
              match: '^(?<time>\S+) %{WORD:name} (?<n>\d+) (?<f>\d+\.\d+)'
              value: '{{divide .f 2}}'
              quantiles: {0.5: 0.05}
            - type: gauge
              name: g
              help: h
              match: '^(?<time>\S+) '
              value: '{{timestamp "2006-01-02T15:04:05Z" .time}}'
            - type: counter
              name: failing
              help: h
              match: 'rest'
              value: 'x'

            """);
        string[] lines = [.. Enumerable.Range(0, 200).Select(i => $"2020-01-01T00:{i % 20:00}:{i % 60:00}Z Name{i % 5}a {i % 7} {i % 11}.5 line")];
        AssertAllocatesNothing(program, lines);
        Assert.Equal(0, program.Program.FaultCount);
    }

    private static void AssertAllocatesNothing(RunningProgram program, string[] lines)
    {
        program.IsQuiet = true;
        var text = string.Concat(lines);
        var ranges = new Range[lines.Length];
        for (int i = 0, start = 0; i < lines.Length; start += lines[i++].Length)
        {
            ranges[i] = start..(start + lines[i].Length);
        }

        var allocated = long.MaxValue;
        for (var round = 0; round < 20_000 && allocated > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            program.Program.Run(text, ranges, "/var/log/test.log", RunningProgram.Now);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone;
}
