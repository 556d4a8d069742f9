using System.Collections.Immutable;
using LogTail.Language.GrokExporter.Templates;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>What the names of a template stand for at some place of it. Pipelines have no effects, so a variable is what it was made from.</summary>
/// <param name="Dot">Null for the root of the template's data.</param>
/// <param name="IsCalled">In a template that another calls: there the dollar sign is what it was called with.</param>
/// <param name="Variables">Innermost last.</param>
internal sealed record TemplateScope(BoundPipeline? Dot, bool IsCalled, ImmutableList<(string Name, BoundPipeline Value)> Variables)
{
    public static TemplateScope Root { get; } = new(null, IsCalled: false, []);

    public BoundPipeline? Find(string name) => Variables.FindLast(known => known.Name == name).Value;

    /// <summary>The scope after a pipeline that declares or assigns.</summary>
    public TemplateScope With(TemplatePipeline pipeline)
    {
        if (pipeline.Variables is not [var name])
        {
            return this;
        }

        var value = (name, new BoundPipeline(pipeline with { Variables = [] }, this));
        return this with
        {
            Variables = pipeline.IsAssignment ? Variables.SetItem(Variables.FindLastIndex(known => known.Name == name), value) : Variables.Add(value),
        };
    }

    /// <summary>The scope behind a block: its variables are gone, what it assigned to others stays.</summary>
    public TemplateScope Behind(TemplateScope block) =>
        block.Variables.Take(Variables.Count).SequenceEqual(Variables) ? this : this with { Variables = block.Variables.GetRange(0, Variables.Count) };
}

/// <summary>A pipeline, and where it stands.</summary>
internal sealed record BoundPipeline(TemplatePipeline Pipeline, TemplateScope Scope);
