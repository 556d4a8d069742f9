using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace LogTail.Benchmarks.Stages;

/// <summary>Lines that are a time each, and a program that reads it: the pattern takes the whole line.</summary>
public class TimestampBenchmarks
{
    private const int Lines = 1_000;

    private static readonly DateTime Start = new(2026, 1, 31, 23, 59, 0);

    private ReadyProgram _program = null!;
    private CorpusBatch _batch = null!;

    /// <summary>The layout, in Go's words: the first three have a column for each part, the last has not.</summary>
    [Params("02/Jan/2006:15:04:05 -0700", "2006-01-02T15:04:05", "Jan _2 15:04:05", "Mon, 2 January 2006 15:04")]
    public string Layout { get; set; } = "";

    /// <summary>Lines that have the same second.</summary>
    [Params(1, 100)]
    public int PerSecond { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, $"counter lines\n/^(?P<time>.+)$/ {{\n  strptime($time, \"{Layout}\")\n  lines++\n}}\n");
        _program = ReadyProgram.Compile([path]).Single();
        File.Delete(path);
        _batch = new CorpusBatch(Enumerable.Range(0, Lines).Select(i => Written(Start.AddSeconds(i / PerSecond))));
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public void Read() => _program.Run(_batch);

    private string Written(DateTime time) => Layout[0] switch
    {
        '0' => time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture),
        '2' => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        'J' => string.Create(CultureInfo.InvariantCulture, $"{time:MMM} {time.Day,2} {time:HH:mm:ss}"),
        _ => time.ToString("ddd, d MMMM yyyy HH:mm", CultureInfo.InvariantCulture),
    };
}
