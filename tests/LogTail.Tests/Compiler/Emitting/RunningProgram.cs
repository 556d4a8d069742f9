using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LogTail.Compiler;
using LogTail.Exposition;
using LogTail.Language;
using LogTail.Language.Checking;
using LogTail.Language.GrokExporter;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;
using LogTail.Metrics;
using LogTail.Metrics.Storage;
using LogTail.Runtime;
using LogTail.Runtime.Images;
using LogTail.Runtime.Sieving;

namespace LogTail.Tests.Compiler.Emitting;

/// <summary>A program taken all the way: checked, emitted, compiled, loaded, and run on lines.</summary>
internal sealed class RunningProgram : IProgramObserver
{
    /// <summary>The time at which all lines arrive: 2020-01-01T00:00:00Z.</summary>
    public const long Now = 1_577_836_800_000_000_000;

    private readonly MetricStore _store = new();

    private RunningProgram(LoadedProgram loaded, ProgramOptions options)
    {
        Program = loaded.Create(new ProgramContext(
            loaded.Name, [.. loaded.Metrics.Select(_store.Add)], this, options, TimeProvider.System));
        Program.Begin(Now);
    }

    public LogProgram Program { get; }

    /// <summary>Lines given up, as <c>program line: message</c>.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Faults are only counted.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>What was thrown while running: we are wrong.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>All values as <c>name[label,label] value</c>, in order of creation; a histogram's as count, sum and buckets.</summary>
    public IReadOnlyList<string> Values => [.. List((family, i) => ValueOf(family, i))];

    /// <summary>All values with the Unix nanoseconds of their last update.</summary>
    public IReadOnlyList<string> Stamps => [.. List((family, i) => family.TimeNanosOf(i).ToString(CultureInfo.InvariantCulture))];

    /// <summary>What the whole store looks like in mtail's JSON.</summary>
    public string Json()
    {
        var json = new ArrayBufferWriter<byte>();
        MtailJson.WriteObject(_store.TakeSnapshot(), json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    public static RunningProgram Start(string text, ProgramOptions? options = null, GrokSource? grok = null) =>
        new(ProgramLoader.Load(ProgramCompiler.Compile([Check(text, grok: grok)], CancellationToken.None)[0]), options ?? new ProgramOptions());

    /// <summary>Starts several programs, compiled in one run.</summary>
    public static ImmutableArray<RunningProgram> StartAll(IEnumerable<string> texts) =>
    [
        .. ProgramCompiler.Compile([.. texts.Select((text, i) => Check(text, $"test{i}.mtail"))], CancellationToken.None)
            .Select(image => new RunningProgram(ProgramLoader.Load(image), new ProgramOptions())),
    ];

    /// <summary>Starts a configuration of grok_exporter, given without its head.</summary>
    public static RunningProgram StartConfiguration(string metrics)
    {
        var text = new ProgramText("c.yml", "c.yml", "global: {config_version: 3}\nmetrics:\n" + metrics.Replace("\r\n", "\n", StringComparison.Ordinal)) { IsConfiguration = true };
        var result = ExporterFrontEnd.Check(text, new DiskFiles());
        var program = result.Program
            ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Select(d => DiagnosticText.Render(d, text))));
        return new(ProgramLoader.Load(ProgramCompiler.Compile([program], CancellationToken.None)[0]), new ProgramOptions());
    }

    /// <summary>Runs it on a line with what came along.</summary>
    /// <param name="extra">JSON.</param>
    public void RunWith(string line, string extra)
    {
        using var json = JsonDocument.Parse(extra);
        Program.Run(line, [Range.All], "webhook", Now, [json.RootElement]);
    }

    /// <summary>Removes what has expired.</summary>
    public void Expire(TimeSpan after) => _store.Expire(DateTimeOffset.UnixEpoch.AddTicks(Now / TimeSpan.NanosecondsPerTick) + after);

    /// <summary>Runs programs on the same lines as the process does: behind a sieve.</summary>
    public static void RunSieved(IReadOnlyList<RunningProgram> programs, LineSieve sieve, IReadOnlyList<string> lines)
    {
        var (text, ranges) = Join(lines);
        var isSieved = sieve.Look(text, ranges);
        for (var i = 0; i < programs.Count; i++)
        {
            programs[i].Program.Run(text, ranges, "/var/log/test.log", Now, hits: isSieved ? sieve.HitsOf(i) : null);
        }
    }

    /// <summary>Checks a program that has no error.</summary>
    public static CheckedProgram Check(string text, string name = "test.mtail", GrokSource? grok = null)
    {
        var program = new ProgramText(name, name, text.Replace("\r\n", "\n", StringComparison.Ordinal));
        var result = ProgramFrontEnd.Check(program, new FrontEndOptions { Grok = grok });
        return result.Program
            ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Select(d => DiagnosticText.Render(d, program))));
    }

    public RunningProgram Run(params IReadOnlyList<string> lines) => RunAt(Now, lines);

    /// <param name="nowNanos">When the lines arrive.</param>
    public RunningProgram RunAt(long nowNanos, IReadOnlyList<string> lines)
    {
        var (text, ranges) = Join(lines);
        Program.Run(text, ranges, "/var/log/test.log", nowNanos);
        return this;
    }

    private static (string Text, Range[] Lines) Join(IReadOnlyList<string> lines)
    {
        var ranges = new Range[lines.Count];
        var start = 0;
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = start..(start + lines[i].Length);
            start += lines[i].Length;
        }

        return (string.Concat(lines), ranges);
    }

    /// <summary>Asserts that these are all values, whatever their order, but for those of series that are zero and were never updated.</summary>
    public void Has(params string[] values)
    {
        Assert.Empty(Failures);
        Assert.Equal(values.Order(StringComparer.Ordinal), Values.Order(StringComparer.Ordinal));
    }

    public void LineFaulted(string program, int programLine, string message, string source, ReadOnlySpan<char> logLine)
    {
        if (!IsQuiet)
        {
            Faults.Add($"{programLine}: {message}");
        }
    }

    public void LineFailed(string program, Exception exception, string source, ReadOnlySpan<char> logLine) => Failures.Add(exception);

    private List<string> List(Func<FamilySnapshot, int, string> value)
    {
        var lines = new List<string>();
        foreach (var family in _store.TakeSnapshot(includeHidden: true).Families)
        {
            for (var i = 0; i < family.Count; i++)
            {
                lines.Add($"{family.Description.Name}{LabelsOf(family, i)} {value(family, i)}");
            }
        }

        return lines;
    }

    private static string LabelsOf(FamilySnapshot family, int series)
    {
        if (family.Description.Keys.IsEmpty)
        {
            return "";
        }

        var text = family.LabelTextOf(series);
        var labels = new List<string>();
        for (var i = 0; i < family.Description.Keys.Length; i++)
        {
            labels.Add(Encoding.UTF8.GetString(LabelText.ValueOf(text, i)));
        }

        return $"[{string.Join(',', labels)}]";
    }

    private static string ValueOf(FamilySnapshot family, int series) => family.Description.Type switch
    {
        MetricValueType.Int => family.IntOf(series).ToString(CultureInfo.InvariantCulture),
        MetricValueType.Float => GoFormat.G(family.FloatOf(series)),
        MetricValueType.String => family.TextOf(series),
        _ => $"{family.ObservationsOf(series)} {GoFormat.G(family.SumOf(series))} [{string.Join(' ', family.BucketsOf(series).ToArray())}]",
    };
}
