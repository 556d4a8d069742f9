using System.Reflection;

namespace LogTail;

/// <summary>Which LogTail this is.</summary>
internal static class ProductVersion
{
    /// <summary>Version and, where the build knows it, the commit.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
