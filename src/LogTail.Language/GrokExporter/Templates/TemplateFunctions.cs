using System.Collections.Frozen;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>The functions of templates with the number of arguments that each takes (spec/grok.md §7.2, §7.3).</summary>
internal static class TemplateFunctions
{
    private static readonly FrozenDictionary<string, TemplateFunction> All = new TemplateFunction[]
    {
        new("and", 1, int.MaxValue), new("or", 1, int.MaxValue), new("not", 1, 1),
        new("eq", 2, int.MaxValue), new("ne", 2, 2), new("lt", 2, 2), new("le", 2, 2), new("gt", 2, 2), new("ge", 2, 2),
        new("len", 1, 1), new("index", 1, int.MaxValue), new("slice", 1, 4),
        new("print", 0, int.MaxValue), new("printf", 1, int.MaxValue), new("println", 0, int.MaxValue),
        new("html", 0, int.MaxValue), new("js", 0, int.MaxValue), new("urlquery", 0, int.MaxValue), new("call", 1, int.MaxValue),
        new("gsub", 3, 3) { IsExporters = true }, new("base", 1, 1) { IsExporters = true }, new("timestamp", 2, 2) { IsExporters = true },
        new("add", 2, 2) { IsExporters = true }, new("subtract", 2, 2) { IsExporters = true },
        new("multiply", 2, 2) { IsExporters = true }, new("divide", 2, 2) { IsExporters = true },
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    public static TemplateFunction? Find(string name) => All.GetValueOrDefault(name);
}

/// <summary>A function of templates.</summary>
internal sealed record TemplateFunction(string Name, int LeastArguments, int MostArguments)
{
    /// <summary>One that grok_exporter adds: all of its arguments stand behind it, none comes through a pipe.</summary>
    public bool IsExporters { get; init; }

    /// <summary>How many arguments, for messages.</summary>
    public string Wanted =>
        LeastArguments == MostArguments ? $"{LeastArguments}" : MostArguments == int.MaxValue ? $"at least {LeastArguments}" : $"{LeastArguments} to {MostArguments}";
}
