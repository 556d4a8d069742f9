using System.Diagnostics;
using System.Reflection;
using LogTail.Runtime;

namespace LogTail.Tests.Support;

/// <summary>A test about speed or memory that means something only in a Release build; skipped, visibly, in a Debug build.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OptimizedFactAttribute : FactAttribute
{
    public OptimizedFactAttribute()
    {
        if (typeof(LogProgram).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            Skip = "The build is not optimized: run with -c Release.";
        }
    }
}
