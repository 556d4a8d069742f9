using System.Reflection;

namespace LogTail.Language.Grok.Library;

/// <summary>The patterns that come with LogTail, under the standard names (spec/grok.md §9). Read when first asked for; thread-safe.</summary>
public static class PatternLibrary
{
    private static readonly Lazy<PatternSet> LegacySet = new(() => Read("legacy"));
    private static readonly Lazy<PatternSet> EcsSet = new(() => Read("ecs"));

    /// <summary>With the short field names of old: <c>clientip</c>, <c>verb</c>.</summary>
    public static PatternSet Legacy => LegacySet.Value;

    /// <summary>With the field names of the Elastic Common Schema: <c>[source][address]</c>, <c>[http][request][method]</c>.</summary>
    public static PatternSet Ecs => EcsSet.Value;

    // A resource is named legacy/aws, as is the file that it was made from; common/ has what both sets share.
    private static PatternSet Read(string flavour)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("common/", StringComparison.Ordinal) || name.StartsWith(flavour + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return PatternSet.Empty.With(names.SelectMany(name => ReadResource(assembly, name).Definitions));
    }

    private static PatternFile ReadResource(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return PatternFile.Parse(name, reader.ReadToEnd());
    }
}
