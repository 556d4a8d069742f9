using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using LogTail.Metrics;
using LogTail.Runtime.Matching;
using Microsoft.CodeAnalysis;

namespace LogTail.Compiler.Roslyn;

/// <summary>
/// The assemblies that emitted code stands on, taken from the running process: in a single-file build there are no assembly
/// files, and code compiled against what is loaded is sure to fit it.
/// </summary>
internal static class LoadedReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(Collect);

    /// <summary>Made once per process; Roslyn shares what it learns of them between compilations.</summary>
    public static ImmutableArray<MetadataReference> All => References.Value;

    private static ImmutableArray<MetadataReference> Collect()
    {
        Assembly[] ours = [typeof(Matcher).Assembly, typeof(MetricDescription).Assembly];
        Assembly[] framework =
        [
            typeof(object).Assembly,
            typeof(Regex).Assembly,
            typeof(ImmutableArray).Assembly,
            Assembly.Load("System.Runtime"),
        ];
        return
        [
            .. ours.Concat(framework)
                .Concat(ours.SelectMany(assembly => assembly.GetReferencedAssemblies()).Select(Assembly.Load))
                .Distinct()
                .Select(ToReference),
        ];
    }

    private static unsafe MetadataReference ToReference(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
        {
            throw new InvalidOperationException($"{assembly.GetName().Name} gives no metadata to compile against.");
        }

        // The memory belongs to the assembly, which is never unloaded.
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)blob, length)).GetReference(display: assembly.GetName().Name);
    }
}
