namespace LogTail.Metrics.SelfMetrics;

/// <summary>
/// What the process counts about itself: families that no program declared, without a <c>prog</c> label. Every member
/// may be used from any thread; updates are atomic one by one, so a histogram's sum and count may differ by the observations in flight.
/// </summary>
public sealed class SelfMetricRegistry
{
    private readonly Lock _gate = new();

    // Guarded by _gate, as the next. Put in order when they are first asked for: a start registers dozens, and one pass asks for none.
    private readonly Dictionary<string, ISelfFamily> _families = new(StringComparer.Ordinal);
    private ISelfFamily[]? _byName;

    /// <summary>Registers a counter without labels; it is exported as 0 from now on.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SelfCounter Counter(string name, string help, SelfMetricKind kind = SelfMetricKind.Counter) =>
        Counters(name, help, [], kind).For();

    /// <summary>Registers counters that differ in their labels.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SelfFamily<SelfCounter> Counters(
        string name,
        string help,
        IReadOnlyList<string> labelNames,
        SelfMetricKind kind = SelfMetricKind.Counter) =>
        Register(new SelfFamily<SelfCounter>(name, help, kind, labelNames, static () => new SelfCounter()));

    /// <summary>Registers a gauge without labels; it is exported as 0 from now on.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SelfGauge Gauge(string name, string help) => Gauges(name, help, []).For();

    /// <summary>Registers gauges that differ in their labels.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SelfFamily<SelfGauge> Gauges(string name, string help, IReadOnlyList<string> labelNames) =>
        Register(new SelfFamily<SelfGauge>(name, help, SelfMetricKind.Gauge, labelNames, static () => new SelfGauge()));

    /// <summary>Registers a value that is read at each scrape.</summary>
    /// <param name="read">Called by the thread that takes the snapshot; NaN when there is nothing to say.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Read(SelfMetricKind kind, string name, string help, Func<double> read) =>
        Register(new SelfReading(name, help, kind, read));

    /// <summary>Registers histograms that differ in their labels.</summary>
    /// <param name="bounds">Upper bounds in rising order, without +Inf.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SelfFamily<SelfHistogram> Histograms(string name, string help, IReadOnlyList<double> bounds, IReadOnlyList<string> labelNames)
    {
        double[] upperBounds = [.. bounds, double.PositiveInfinity];
        return Register(new SelfFamily<SelfHistogram>(
            name,
            help,
            SelfMetricKind.Histogram,
            labelNames,
            () => new SelfHistogram(upperBounds)));
    }

    /// <summary>The present values, families sorted by name.</summary>
    public IReadOnlyList<SelfFamilySnapshot> TakeSnapshot() => [.. Families().Select(family => family.TakeSnapshot())];

    /// <summary>The present counts, quickly: without what others keep, which may take its time to read.</summary>
    public IReadOnlyList<SelfFamilySnapshot> TakeCounts() =>
        [.. Families().Where(family => family is not SelfReading).Select(family => family.TakeSnapshot())];

    /// <summary>What <see cref="TakeCounts"/> leaves out, and the counts that were taken before; families sorted by name.</summary>
    public IReadOnlyList<SelfFamilySnapshot> TakeReadings(IReadOnlyList<SelfFamilySnapshot> counts) =>
        [.. Families().OfType<SelfReading>().Select(reading => reading.TakeSnapshot()).Concat(counts).OrderBy(family => family.Name, StringComparer.Ordinal)];

    private ISelfFamily[] Families()
    {
        lock (_gate)
        {
            return _byName ??= [.. _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
        }
    }

    private T Register<T>(T family)
        where T : ISelfFamily
    {
        lock (_gate)
        {
            _families.Add(family.Name, family);
            _byName = null;
        }

        return family;
    }
}
