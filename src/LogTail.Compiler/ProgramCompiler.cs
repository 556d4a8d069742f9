using System.Collections.Immutable;
using LogTail.Compiler.Emitting;
using LogTail.Compiler.Roslyn;
using LogTail.Language.Checking;
using LogTail.Runtime.Images;

namespace LogTail.Compiler;

/// <summary>Checked programs in, images out. The first call in a process costs a second or more: Roslyn wakes up.</summary>
public static class ProgramCompiler
{
    /// <summary>Compiles programs in one run, in parallel where there are several.</summary>
    /// <returns>One image per program, in their order.</returns>
    /// <exception cref="EmittedCodeException">What we made of a program is not C#.</exception>
    public static ImmutableArray<ProgramImage> Compile(IReadOnlyList<CheckedProgram> programs, CancellationToken cancellationToken) =>
        AssemblyCompiler.Compile([.. programs.Select(Emit)], cancellationToken);

    /// <summary>The C# of a program and of its matchers, as it is compiled; for people who want to see all of it.</summary>
    public static string WriteMatchers(CheckedProgram program, CancellationToken cancellationToken) =>
        AssemblyCompiler.WriteMatchers(Emit(program), cancellationToken);

    /// <summary>Compiles something small, so that Roslyn is awake when the first program comes; runs beside the front end.</summary>
    internal static void WakeUp(CancellationToken cancellationToken)
    {
        const string Smallest = """
            using System.Text.RegularExpressions;
            public sealed class EmittedProgram
            {
                private readonly Pattern0Matcher _pattern0 = new();
            }
            internal static partial class Patterns
            {
                [GeneratedRegex("^a(?<1>[b-d]+)(?:e.*|f)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1)]
                internal static partial Regex Pattern0();
            }
            """;
        AssemblyCompiler.Compile([new EmittedSource("", Smallest)], cancellationToken);
    }

    private static EmittedSource Emit(CheckedProgram program) => new(program.Name, ProgramEmitter.Emit(program));
}
