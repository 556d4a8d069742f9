using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using LogTail.Metrics;

namespace LogTail.Runtime.Images;

/// <summary>A program in memory, of which instances can be made.</summary>
public sealed class LoadedProgram
{
    private const string MetricsProperty = "Metrics";

    private readonly AssemblyLoadContext _context;
    private readonly Type _entryType;

    internal LoadedProgram(string name, Type entryType, AssemblyLoadContext context)
    {
        Name = name;
        _entryType = entryType;
        _context = context;
        Metrics = ReadMetrics(entryType);
        InitializeClasses();
    }

    /// <summary>File name of the program.</summary>
    public string Name { get; }

    /// <summary>The metrics that it declares, in that order; hidden ones too.</summary>
    public ImmutableArray<MetricDescription> Metrics { get; }

    /// <summary>Makes an instance.</summary>
    /// <param name="context">Its families are made from <see cref="Metrics"/>, one for each and in that order.</param>
    public LogProgram Create(ProgramContext context)
    {
        if (context.Families.Length != Metrics.Length)
        {
            throw new ArgumentException($"{Name} declares {Metrics.Length} metrics, and {context.Families.Length} families are given.", nameof(context));
        }

        return (LogProgram)Activator.CreateInstance(_entryType, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, [context], null)!;
    }

    /// <summary>Begins to compile all of its methods on another thread, instead of each when the first line needs it. Who calls them meanwhile waits for none but those.</summary>
    public void CompileAhead() => ThreadPool.UnsafeQueueUserWorkItem(static program => program.CompileMethods(), this, preferLocal: false);

    /// <summary>Lets go of the code. It leaves memory once no instance, and nothing else of it, is referenced any more.</summary>
    public void Unload() => _context.Unload();

    // Code that can be unloaded is compiled once, optimized, when it is first called. What is initialized by then costs it no check and no call.
    private void InitializeClasses()
    {
        foreach (var type in _entryType.Assembly.GetTypes())
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
    }

    private void CompileMethods()
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var type in _entryType.Assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            foreach (var method in type.GetMethods(Own).Where(method => !method.IsAbstract && !method.ContainsGenericParameters))
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }
    }

    private static ImmutableArray<MetricDescription> ReadMetrics(Type type) =>
        type.GetProperty(MetricsProperty, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null)
            is ImmutableArray<MetricDescription> metrics
            ? metrics
            : throw new BadImageFormatException($"{type.FullName} does not say which metrics it declares.");
}
