using System.Collections.Immutable;

namespace LogTail.Metrics;

/// <summary>
/// The values of a store at one moment, which any number of threads may read and write out. Dispose it when the last
/// of them is done, so that the next one need not allocate; who forgets loses only that.
/// </summary>
public sealed class MetricSnapshot : IDisposable
{
    internal MetricSnapshot(ImmutableArray<FamilySnapshot> families) => Families = families;

    /// <summary>In the order in which the store got them.</summary>
    public ImmutableArray<FamilySnapshot> Families { get; }

    /// <summary>Gives the memory back; nobody may read this any more.</summary>
    public void Dispose()
    {
        foreach (var family in Families)
        {
            family.Release();
        }
    }
}
