using System.Diagnostics;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Metrics;

namespace LogTail.Compiler.Emitting;

/// <summary>The members of an emitted program that stand for one metric.</summary>
/// <param name="Form">How its series are had.</param>
/// <param name="TypeName">What its C# types begin with: Int, Float, Text, Histogram, Summary.</param>
/// <param name="FamilyField">The field of the family; null when only its one series is kept.</param>
/// <param name="SeriesField">The field of the one series of a scalar; null with keys.</param>
/// <param name="Access">C# for the one series of a scalar, made if missing; null with keys.</param>
/// <param name="LocalWish">After what locals with its series are named.</param>
internal sealed record MetricMembers(
    SeriesForm Form, string TypeName, string? FamilyField, string? SeriesField, string? Access, string LocalWish)
{
    public static MetricMembers Of(MetricDeclaration metric, NameAllocator members)
    {
        var form = FormOf(metric.Description);
        var type = TypeNameOf(metric.Description.Type);
        var name = members.Field(metric.Identifier, "metric");
        return form switch
        {
            SeriesForm.Keyed => new(form, type, name, null, null, metric.Identifier),
            SeriesForm.Present => new(form, type, null, name, name, metric.Identifier),
            _ => new(form, type, members.Field(metric.Identifier + "Family", "family"), name, members.Member("touch_" + metric.Identifier, "Touch") + "()", metric.Identifier),
        };
    }

    private static SeriesForm FormOf(MetricDescription metric) =>
        !metric.Keys.IsEmpty ? SeriesForm.Keyed
        : metric.Kind is MetricKind.Counter or MetricKind.Histogram or MetricKind.Summary ? SeriesForm.Present
        : SeriesForm.OnTouch;

    private static string TypeNameOf(MetricValueType type) => type switch
    {
        MetricValueType.Int => "Int",
        MetricValueType.Float => "Float",
        MetricValueType.String => "Text",
        MetricValueType.Buckets => "Histogram",
        MetricValueType.Quantiles => "Summary",
        _ => throw new UnreachableException(),
    };
}
