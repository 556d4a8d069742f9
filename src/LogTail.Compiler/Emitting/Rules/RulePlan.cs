using System.Collections.Immutable;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Checking.Rules;

namespace LogTail.Compiler.Emitting.Rules;

/// <summary>What the methods of an emitted configuration share: names of members, constants, and the methods that are still to be written.</summary>
internal sealed class RulePlan
{
    private readonly NameAllocator _members = new();
    private readonly Dictionary<string, string> _layouts = new(StringComparer.Ordinal);
    private readonly Dictionary<(CheckedTemplate, string), string> _calls = [];

    public RulePlan(CheckedProgram program, PatternUse use)
    {
        Program = program;
        Use = use;
        var matchers = program.Patterns.Select((_, index) => use.IsServed(index) ? _members.Field($"pattern{index}", "pattern") : "").ToArray();
        Patterns = [.. program.Patterns.Select((_, index) => matchers[use.ServedBy(index)])];
        Prefixes = [.. use.Prefixes.Select((_, index) => _members.Field($"prefix{index}", "prefix"))];
        Metrics = [.. program.Metrics.Select(metric => _members.Field(metric.Identifier, "metric"))];
        Counts = [.. program.Metrics.Select(metric => _members.Field(metric.Identifier + "Counts", "counts"))];
    }

    public CheckedProgram Program { get; }

    public PatternUse Use { get; }

    /// <summary>Fields of the matchers, by pattern; several patterns may have the same.</summary>
    public ImmutableArray<string> Patterns { get; }

    /// <summary>Fields of the matchers of shared beginnings.</summary>
    public ImmutableArray<string> Prefixes { get; }

    /// <summary>Fields of the families, or of the one series of a metric without labels.</summary>
    public ImmutableArray<string> Metrics { get; }

    /// <summary>Fields of what the metrics count of themselves.</summary>
    public ImmutableArray<string> Counts { get; }

    /// <summary>Static fields, as lines of C#.</summary>
    public List<string> Constants { get; } = [];

    /// <summary>Methods, in the order in which they were written.</summary>
    public List<CodeBuffer> Methods { get; } = [];

    public string MethodName(string wish) => _members.Member(wish, "Metric");

    /// <summary>The field of a layout.</summary>
    public string Layout(string layout)
    {
        if (!_layouts.TryGetValue(layout, out var field))
        {
            field = _members.Member("layout", "Layout");
            _layouts.Add(layout, field);
            Constants.AddRange(LayoutEmitter.Field(field, layout));
        }

        return field;
    }

    /// <summary>The field of a constant of another kind.</summary>
    public string Constant(string type, string wish, string value)
    {
        var field = _members.Member(wish, wish);
        Constants.Add($"private static readonly {type} {field} = {value};");
        return field;
    }

    /// <summary>The method of a template that others call; written when it is first asked for.</summary>
    public string CalledTemplate(CheckedTemplate template, string name)
    {
        if (!_calls.TryGetValue((template, name), out var method))
        {
            method = MethodName("template_" + name);
            _calls.Add((template, name), method);
            var code = new CodeWriter();
            var place = Methods.Count;
            using (code.Block($"private bool {method}(ReadOnlySpan<char> line, GoValue dot)"))
            {
                new TemplateEmitter(this, code, template, new NameAllocator("line", "dot"), ["return false;"]).EmitCalled(template.Syntax.Definitions[name]);
                code.Leave("return true;");
            }

            Methods.Insert(place, code.Whole);
        }

        return method;
    }
}
