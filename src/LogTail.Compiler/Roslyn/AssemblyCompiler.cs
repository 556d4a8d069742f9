using System.Collections.Immutable;
using System.Text;
using LogTail.Runtime.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace LogTail.Compiler.Roslyn;

/// <summary>
/// Emitted C# in, assembly images out: one image per program, so that each is cached, loaded and unloaded by itself. What is
/// costly, the references and the generator, is shared by all programs of the process.
/// </summary>
internal static class AssemblyCompiler
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None);

    // Unsafe only for SkipLocalsInit, which the generated code asks for.
    private static readonly Lazy<CSharpCompilation> Empty = new(() => CSharpCompilation.Create(
        "Program",
        references: LoadedReferences.All,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            deterministic: true,
            nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>Compiles programs, in parallel where there are several.</summary>
    /// <returns>One image per source, in the order of the sources.</returns>
    /// <exception cref="EmittedCodeException">The C# is wrong.</exception>
    public static ImmutableArray<ProgramImage> Compile(IReadOnlyList<EmittedSource> sources, CancellationToken cancellationToken)
    {
        var images = new ProgramImage[sources.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, sources.Count, options, i => images[i] = CompileOne(sources[i], cancellationToken));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<EmittedCodeException>().FirstOrDefault() is { } first)
        {
            throw first;
        }

        return [.. images];
    }

    /// <summary>The matcher classes that go with a program's code; what <see cref="Compile"/> adds to it.</summary>
    public static string WriteMatchers(EmittedSource source, CancellationToken cancellationToken) =>
        WriteMatchers(Parse(source.CSharp, "program.cs", cancellationToken), cancellationToken);

    private static ProgramImage CompileOne(EmittedSource source, CancellationToken cancellationToken)
    {
        var emitted = Parse(source.CSharp, "program.cs", cancellationToken);
        var matchers = Parse(WriteMatchers(emitted, cancellationToken), "matchers.cs", cancellationToken);
        var compilation = Empty.Value
            .WithAssemblyName(AssemblyNameOf(source.ProgramName))
            .AddSyntaxTrees(WithoutPatterns(emitted, cancellationToken), matchers);
        using var assembly = new MemoryStream();
        var result = compilation.Emit(
            assembly,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded),
            cancellationToken: cancellationToken);
        return result.Success
            ? new ProgramImage(source.ProgramName, Qualified(emitted.GetRoot(cancellationToken), EmittedSource.ProgramClass), assembly.ToArray())
            : throw Failure(source, compilation, result.Diagnostics);
    }

    private static string WriteMatchers(SyntaxTree emitted, CancellationToken cancellationToken)
    {
        var root = emitted.GetRoot(cancellationToken);
        var patterns = PatternMethod.FindAll(root);
        var generated = patterns.IsEmpty
            ? null
            : RegexSourceGenerator.Run(Empty.Value.AddSyntaxTrees(emitted), ParseOptions, cancellationToken);
        return MatcherSource.Write(patterns, generated, NamespaceOf(root));
    }

    private static string NamespaceOf(SyntaxNode root) =>
        root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";

    private static string Qualified(SyntaxNode root, string name) =>
        NamespaceOf(root) is { Length: > 0 } space ? $"{space}.{name}" : name;

    // Their methods have no bodies: the generator's were only read.
    private static SyntaxTree WithoutPatterns(SyntaxTree emitted, CancellationToken cancellationToken)
    {
        var root = emitted.GetRoot(cancellationToken);
        var patterns = root.DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .Where(type => type.Identifier.ValueText == PatternMethod.ClassName);
        var rest = root.RemoveNodes(patterns, SyntaxRemoveOptions.KeepEndOfLine | SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        return emitted.WithRootAndOptions(rest, ParseOptions);
    }

    // A file name may have characters that an assembly name may not.
    private static string AssemblyNameOf(string programName) =>
        "LogTail.Programs." + string.Concat(programName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));

    private static SyntaxTree Parse(string code, string path, CancellationToken cancellationToken) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, path, cancellationToken);

    private static EmittedCodeException Failure(EmittedSource source, CSharpCompilation compilation, ImmutableArray<Diagnostic> diagnostics)
    {
        var files = compilation.SyntaxTrees.Select(tree => $"// {tree.FilePath}{Environment.NewLine}{tree}");
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new EmittedCodeException(
            source.ProgramName,
            string.Join(Environment.NewLine, files),
            [.. errors.Select(error => error.ToString())]);
    }
}
