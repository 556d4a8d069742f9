using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>
/// Which fields a template asks for, by grok_exporter's static scan (spec/grok.md §7.1): all names of <c>.a.b</c> chains, wherever the dot is; not those of
/// <c>$.a</c>, nor anything inside of a pipeline in parentheses that has fields behind it.
/// </summary>
internal sealed class FieldScan
{
    private readonly Dictionary<string, TextSpan> _fields = new(StringComparer.Ordinal);

    /// <summary>Each name with the place where it first stands.</summary>
    public static IReadOnlyDictionary<string, TextSpan> Of(TemplateSyntax template)
    {
        var scan = new FieldScan();
        scan.Look(template.Body);
        foreach (var body in template.Definitions.Values)
        {
            scan.Look(body);
        }

        return scan._fields;
    }

    private void Look(ImmutableArray<TemplateNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case ActionNode action:
                    Look(action.Pipeline);
                    break;
                case IfNode choice:
                    Look(choice.Condition);
                    Look(choice.Body);
                    Look(choice.Else);
                    break;
                case WithNode with:
                    Look(with.Value);
                    Look(with.Body);
                    Look(with.Else);
                    break;
                case RangeNode range:
                    Look(range.Items);
                    Look(range.Body);
                    Look(range.Else);
                    break;
                case CallNode { Argument: { } argument }:
                    Look(argument);
                    break;
            }
        }
    }

    private void Look(TemplatePipeline pipeline)
    {
        foreach (var operand in pipeline.Commands.SelectMany(command => command.Operands))
        {
            switch (operand)
            {
                case FieldOperand field:
                    foreach (var name in field.Names)
                    {
                        _fields.TryAdd(name, field.Span);
                    }

                    break;
                case PipelineOperand { Fields.IsEmpty: true } inner:
                    Look(inner.Pipeline);
                    break;
            }
        }
    }
}
