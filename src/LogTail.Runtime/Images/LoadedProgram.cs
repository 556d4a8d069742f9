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

    private static ImmutableArray<MetricDescription> ReadMetrics(Type type) =>
        type.GetProperty(MetricsProperty, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null)
            is ImmutableArray<MetricDescription> metrics
            ? metrics
            : throw new BadImageFormatException($"{type.FullName} does not say which metrics it declares.");
}
