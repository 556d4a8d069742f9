using BenchmarkDotNet.Attributes;

namespace LogTail.Benchmarks.Stages;

/// <summary>A program on lines in memory: match, time stamp, series, update.</summary>
public class ProgramBenchmarks
{
    private const int Lines = 10_000;

    private ReadyProgram _program = null!;
    private CorpusBatch _batch = null!;

    /// <summary>Log and program: what the program was made for, and what it never matches.</summary>
    [Params("apache_combined on apache_combined", "apache_combined on near_miss", "apache_combined on syslog", "nginx_access on nginx_access", "sshd on syslog", "linecount on apache_combined")]
    public string Work { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var (program, corpus) = Work.Split(" on ") is [var left, var right] ? (left, right) : throw new InvalidOperationException(Work);
        _program = ReadyProgram.Compile([ShippedPrograms.Path(program)]).Single();
        _batch = new CorpusBatch(corpus, Lines);
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public void Run() => _program.Run(_batch);
}
