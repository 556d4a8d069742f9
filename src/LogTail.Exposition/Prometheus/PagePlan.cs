using System.Collections.Immutable;
using LogTail.Metrics;
using LogTail.Metrics.SelfMetrics;

namespace LogTail.Exposition.Prometheus;

/// <summary>What a page consists of, found out before the first byte is written.</summary>
/// <param name="Families">Sorted by exported name; each has at least one sample.</param>
/// <param name="Warnings">What was left out, and why.</param>
internal sealed record PagePlan(ImmutableArray<PlannedFamily> Families, IReadOnlyList<string> Warnings)
{
    public static PagePlan Make(MetricSnapshot snapshot, IReadOnlyList<SelfFamilySnapshot> selfMetrics, PrometheusTextOptions options)
    {
        var warnings = new List<string>();
        var families = new SortedDictionary<string, PlannedFamily>(StringComparer.Ordinal);
        foreach (var self in selfMetrics.Where(self => !self.Samples.IsEmpty))
        {
            families.Add(self.Name, new PlannedFamily(self));
        }

        var reserved = NamesOf(families.Values);
        foreach (var family in snapshot.Families.Where(family => family.Count > 0 && IsExported(family.Description)))
        {
            if (WhyNot(family, reserved, options) is { } reason)
            {
                warnings.Add($"Metric `{family.Description.Name}`, declared at {family.Description.Source}, is not exported to Prometheus: {reason}.");
                continue;
            }

            if (HasOwnBound(family))
            {
                warnings.Add($"Histogram `{family.Description.Name}`, declared at {family.Description.Source}, has a label `le` of its own: Prometheus refuses the page.");
            }

            Add(families, family, options);
        }

        RefuseSuffixCollisions(families);
        foreach (var planned in families.Values)
        {
            planned.RefuseDuplicates();
        }

        return new PagePlan([.. families.Values], warnings);
    }

    private static bool IsExported(MetricDescription metric) => !metric.Hidden && metric.Kind != MetricKind.Text;

    // Exported all the same, because mtail does.
    private static bool HasOwnBound(FamilySnapshot family) =>
        family.Description.Kind == MetricKind.Histogram && family.LabelKeys.Any(key => key.Name == "le");

    private static HashSet<string> NamesOf(IEnumerable<PlannedFamily> families)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var family in families)
        {
            names.Add(family.Name);
            names.UnionWith(family.Suffixes.Select(suffix => family.Name + suffix));
        }

        return names;
    }

    private static string? WhyNot(FamilySnapshot family, HashSet<string> reserved, PrometheusTextOptions options)
    {
        var name = PrometheusNames.Exported(family.Description.Name);
        if (!PrometheusNames.IsMetricName(name))
        {
            return "its name is not valid there";
        }

        if (reserved.Contains(name))
        {
            return "the name belongs to a metric of the process itself";
        }

        foreach (var key in family.LabelKeys)
        {
            if (!PrometheusNames.IsLabelName(key.Name))
            {
                return $"its label name `{key.Name}` is not valid there";
            }

            if (options.EmitProgLabel && key.Name == PrometheusNames.ProgLabel)
            {
                return $"its label `{key.Name}` would stand beside the one that names the program";
            }
        }

        return null;
    }

    private static void Add(SortedDictionary<string, PlannedFamily> families, FamilySnapshot family, PrometheusTextOptions options)
    {
        var name = PrometheusNames.Exported(family.Description.Name);
        if (families.TryGetValue(name, out var planned))
        {
            planned.Add(family, options);
        }
        else
        {
            families.Add(name, new PlannedFamily(family, options));
        }
    }

    private static void RefuseSuffixCollisions(SortedDictionary<string, PlannedFamily> families)
    {
        foreach (var family in families.Values)
        {
            foreach (var suffix in family.Suffixes)
            {
                if (families.TryGetValue(family.Name + suffix, out var other))
                {
                    throw new SampleCollisionException(
                        $"Metric `{other.Name}` ({other.Help}) has the name of a sample of {family.TypeName} `{family.Name}` ({family.Help}).");
                }
            }
        }
    }
}
