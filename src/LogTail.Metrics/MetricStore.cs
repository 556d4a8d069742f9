using System.Collections.Immutable;

namespace LogTail.Metrics;

/// <summary>
/// All metric families of the process. It has one owner, the pump, which adds and removes families, expires and
/// takes snapshots between two batches. During a batch each program writes only to the families it declared,
/// so programs may run in parallel.
/// </summary>
public sealed class MetricStore
{
    private readonly MetricStoreOptions _options;
    private readonly List<MetricFamily> _families = [];

    public MetricStore()
        : this(new MetricStoreOptions())
    {
    }

    public MetricStore(MetricStoreOptions options) => _options = options;

    /// <summary>All families, hidden ones too, in the order in which they were added.</summary>
    public IReadOnlyList<MetricFamily> Families => _families;

    /// <summary>
    /// Adds a family, or finds the one that a former version of the same program left behind
    /// (spec/mtail-language.md §14.2). If program, name, kind, type, keys, bounds and quantiles are those of an existing family,
    /// that one is returned with its series and the new description; if only program and name are, it is replaced, series and all.
    /// </summary>
    /// <exception cref="MetricKindClashException">The name is exported with another kind; nothing was changed.</exception>
    public MetricFamily Add(MetricDescription description)
    {
        foreach (var family in _families)
        {
            if (family.Description.Name == description.Name && family.Description.Kind != description.Kind)
            {
                throw new MetricKindClashException(description, family.Description);
            }
        }

        var index = _families.FindIndex(family => IsDeclaredBy(family, description.Program) && family.Description.Name == description.Name);
        if (index < 0)
        {
            var added = MetricFamily.Create(description, _options);
            _families.Add(added);
            return added;
        }

        if (_families[index].CanContinueAs(description))
        {
            _families[index].Redeclare(description);
        }
        else
        {
            _families[index] = MetricFamily.Create(description, _options);
        }

        return _families[index];
    }

    /// <summary>Drops all families of a program.</summary>
    public void RemoveProgram(string program) => _families.RemoveAll(family => IsDeclaredBy(family, program));

    /// <summary>
    /// Drops the families of a program whose series cannot live on under its new declarations. Called on reload before
    /// the new ones are added, so that a metric may change its kind.
    /// </summary>
    public void RemoveStale(string program, IReadOnlyCollection<MetricDescription> declared) =>
        _families.RemoveAll(family => IsDeclaredBy(family, program) && !declared.Any(family.CanContinueAs));

    /// <summary>
    /// Copies the present values. No program may run meanwhile; the result is the caller's and is read on any thread.
    /// </summary>
    /// <param name="includeWindows">Also everything that summaries keep in order to go on after a restart: for a checkpoint.</param>
    public MetricSnapshot TakeSnapshot(bool includeHidden = false, bool includeWindows = false)
    {
        var families = ImmutableArray.CreateBuilder<FamilySnapshot>(_families.Count);
        foreach (var family in _families)
        {
            if (includeHidden || !family.Description.Hidden)
            {
                families.Add(family.TakeSnapshot(includeWindows));
            }
        }

        return new MetricSnapshot(families.ToImmutable());
    }

    /// <summary>Removes series whose expiry has passed, and the oldest ones beyond a limit (spec/mtail-language.md §14.4, §14.5).</summary>
    public void Expire(DateTimeOffset now)
    {
        var nowNanos = UnixNanos(now);
        foreach (var family in _families)
        {
            family.Expire(nowNanos);
        }
    }

    /// <summary>Look-ups that were given a series nobody sees, because a family was full.</summary>
    public long CountDroppedSeries() => _families.Sum(family => family.DroppedSeries);

    internal static long UnixNanos(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * TimeSpan.NanosecondsPerTick;

    private static bool IsDeclaredBy(MetricFamily family, string program) => family.Description.Program == program;
}
