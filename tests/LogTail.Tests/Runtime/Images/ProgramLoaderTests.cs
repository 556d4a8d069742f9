using System.Runtime.CompilerServices;
using LogTail.Compiler.Roslyn;
using LogTail.Metrics;
using LogTail.Runtime;
using LogTail.Runtime.Images;
using LogTail.Runtime.Matching;

namespace LogTail.Tests.Runtime.Images;

public class ProgramLoaderTests
{
    private const string Source = """"
        using System;
        using System.Collections.Immutable;
        using System.Text.RegularExpressions;
        using LogTail.Metrics;
        using LogTail.Runtime;

        namespace LogTail.Emitted;

        public sealed class EmittedProgram(ProgramContext context) : LogProgram(context)
        {
            private readonly IntFamily _hits = (IntFamily)context.Families[0];
            private readonly Pattern0Matcher _pattern0 = new();

            public static ImmutableArray<MetricDescription> Metrics { get; } =
                [new("hits", "hits.mtail", MetricKind.Counter, MetricValueType.Int, false, [], [], 0, "hits.mtail:1:9-12")];

            protected override void OnLine(ReadOnlySpan<char> line)
            {
                if (_pattern0.IsMatch(line))
                {
                    _hits.Scalar().Add(_pattern0.Group(line, 1).Length, 0);
                }
            }
        }

        internal static partial class Patterns
        {
            [GeneratedRegex("x(?<1>a+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1)]
            internal static partial Regex Pattern0();
        }
        """";

    [Fact]
    public void Loads_a_program_that_runs()
    {
        var program = ProgramLoader.Load(Compile(Source));
        Assert.Equal("hits.mtail", program.Name);
        Assert.Equal("hits", Assert.Single(program.Metrics).Name);
        Assert.Equal(5, RunOn(program, "xaa", "b", "xaaa"));
    }

    [Fact]
    public void Frees_the_code_of_an_unloaded_program()
    {
        var code = LoadRunAndUnload(Compile(Source));
        for (var i = 0; i < 20 && code.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(code.IsAlive);
    }

    [Fact]
    public void Finds_the_matchers_of_a_program()
    {
        var program = ProgramLoader.Load(Compile(Source));
        Assert.Equal(2, Assert.Single(Matcher.OwnedBy(program.Create(Context(program, out _)))).GroupCount);
    }

    [Fact]
    public void Refuses_an_image_without_a_program()
    {
        var image = Compile("public sealed class EmittedProgram;");
        Assert.Throws<BadImageFormatException>(() => ProgramLoader.Load(image));
        Assert.Throws<BadImageFormatException>(() => ProgramLoader.Load(image with { Assembly = new byte[] { 1, 2, 3 } }));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadRunAndUnload(ProgramImage image)
    {
        var program = ProgramLoader.Load(image);
        Assert.Equal(1, RunOn(program, "xa"));
        var instance = program.Create(Context(program, out _));
        program.Unload();
        return new WeakReference(instance.GetType().Assembly);
    }

    private static long RunOn(LoadedProgram program, params string[] lines)
    {
        var instance = program.Create(Context(program, out var hits));
        foreach (var line in lines)
        {
            instance.Run(line, [Range.All], "test.log", 0);
        }

        return hits.Scalar().Value;
    }

    private static ProgramContext Context(LoadedProgram program, out IntFamily hits)
    {
        hits = (IntFamily)new MetricStore().Add(program.Metrics[0]);
        return new ProgramContext(program.Name, [hits], new NoObserver(), new ProgramOptions(), TimeProvider.System);
    }

    private static ProgramImage Compile(string source) =>
        AssemblyCompiler.Compile([new EmittedSource("hits.mtail", source)], CancellationToken.None)[0];

    private sealed class NoObserver : IProgramObserver
    {
        public void LineFaulted(string program, int programLine, string message, string source, ReadOnlySpan<char> logLine) =>
            Assert.Fail(message);

        public void LineFailed(string program, Exception exception, string source, ReadOnlySpan<char> logLine) =>
            Assert.Fail(exception.ToString());
    }
}
