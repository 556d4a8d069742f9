using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LogTail.Compiler.Roslyn;

/// <summary>.NET's own regex source generator, run in process. It travels as a resource, see the project file.</summary>
internal static class RegexSourceGenerator
{
    private const string FileName = "System.Text.RegularExpressions.Generator.dll";
    private const string TypeName = "System.Text.RegularExpressions.Generator.RegexGenerator";

    // Generators keep no state between runs, so one serves every compilation on any thread.
    private static readonly Lazy<ISourceGenerator> Generator = new(Load);

    /// <summary>Writes the scanning code of all patterns of a compilation.</summary>
    /// <param name="compilation">With the methods that carry the attribute; other code in it need not bind.</param>
    /// <returns>The one file that it makes, or null when there is no pattern.</returns>
    public static SyntaxNode? Run(CSharpCompilation compilation, CSharpParseOptions parseOptions, CancellationToken cancellationToken)
    {
        var driver = CSharpGeneratorDriver.Create([Generator.Value], parseOptions: parseOptions);
        var result = driver.RunGenerators(compilation, cancellationToken).GetRunResult();
        return result.Results is [{ Exception: { } failure }]
            ? throw new InvalidOperationException("The regex source generator failed.", failure)
            : result.GeneratedTrees is [var tree, ..] ? tree.GetRoot(cancellationToken) : null;
    }

    private static ISourceGenerator Load()
    {
        using var resource = typeof(RegexSourceGenerator).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"{FileName} is missing from the build.");
        var assembly = AssemblyLoadContext.Default.LoadFromStream(resource);

        // By name: the assembly also has code fixes, whose base classes belong to the workspace of an editor.
        var type = assembly.GetType(TypeName, throwOnError: true)!;
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
