using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Exposition.Prometheus;

/// <summary>All samples of one exported name: those of the process itself, or those of one or more programs.</summary>
internal sealed class PlannedFamily
{
    // In the order in which the store got them: the first one's declaration is the help text.
    private readonly List<FamilyPart> _parts = [];
    private readonly bool _emitsProgLabel;

    public PlannedFamily(FamilySnapshot first, PrometheusTextOptions options)
    {
        Name = PrometheusNames.Exported(first.Description.Name);
        Help = first.Description.Help ?? $"defined at {first.Description.Source}";
        TypeName = TypeOf(first.Description.Kind);
        IsHistogram = first.Description.Kind == MetricKind.Histogram;
        IsSummary = first.Description.Kind == MetricKind.Summary;
        _emitsProgLabel = options.EmitProgLabel;
        Add(first, options);
    }

    public PlannedFamily(SelfFamilySnapshot self)
    {
        Name = self.Name;
        Help = self.Help;
        TypeName = self.Kind.ToString().ToLowerInvariant();
        IsHistogram = self.Kind == SelfMetricKind.Histogram;
        Self = self;
    }

    public string Name { get; }

    public string Help { get; }

    public string TypeName { get; }

    public bool IsHistogram { get; }

    public bool IsSummary { get; }

    /// <summary>What the names of its samples end with beside the name itself.</summary>
    public ImmutableArray<string> Suffixes => IsHistogram ? ["_bucket", "_sum", "_count"] : IsSummary ? ["_sum", "_count"] : [];

    /// <summary>Set for a metric of the process itself, which has no parts.</summary>
    public SelfFamilySnapshot? Self { get; }

    /// <summary>Takes in what another program exports under the same name.</summary>
    /// <exception cref="SampleCollisionException">They cannot stand under one name.</exception>
    public void Add(FamilySnapshot family, PrometheusTextOptions options)
    {
        if (_parts.Count > 0)
        {
            RefuseUnlike(_parts[0].Family, family);
        }

        _parts.Add(new FamilyPart(family, options.EmitProgLabel));
    }

    /// <summary>The samples of all parts, sorted by the values of their labels in the order of the label names.</summary>
    public SampleMerge InOrder() => new(_parts, _emitsProgLabel);

    /// <exception cref="SampleCollisionException">Two samples have the same labels.</exception>
    public void RefuseDuplicates()
    {
        // Within one declaration the series differ, and so do they between programs as long as their names are exported.
        var mayCollide = (_parts.Count > 1 && !_emitsProgLabel) || _parts.Exists(part => part.DropsKeys);
        if (!mayCollide)
        {
            return;
        }

        var merge = InOrder();
        if (!merge.MoveNext())
        {
            return;
        }

        var before = merge.Current;
        while (merge.MoveNext())
        {
            if (merge.Compare(before, merge.Current) == 0)
            {
                throw new SampleCollisionException(
                    $"Two samples of `{Name}` have the same labels: one is declared at {_parts[before.Part].Family.Description.Source}, "
                    + $"the other at {_parts[merge.Current.Part].Family.Description.Source}.");
            }

            before = merge.Current;
        }
    }

    public FamilyPart PartOf(MergedSample sample) => _parts[sample.Part];

    private void RefuseUnlike(FamilySnapshot first, FamilySnapshot other)
    {
        if (first.Description.Name != other.Description.Name)
        {
            throw new SampleCollisionException(
                $"Metrics `{first.Description.Name}` (declared at {first.Description.Source}) and `{other.Description.Name}` "
                + $"(declared at {other.Description.Source}) are both exported as `{Name}`.");
        }

        if (!first.LabelKeys.Select(key => key.Name).SequenceEqual(other.LabelKeys.Select(key => key.Name)))
        {
            throw new SampleCollisionException(
                $"Metric `{Name}` has different labels at {first.Description.Source} and at {other.Description.Source}.");
        }
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge or MetricKind.Timer => "gauge",
        MetricKind.Histogram => "histogram",
        MetricKind.Summary => "summary",
        _ => throw new UnreachableException(),
    };
}
