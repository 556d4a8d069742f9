namespace LogTail.Metrics.SelfMetrics;

/// <summary>A value that somebody else keeps.</summary>
internal sealed class SelfReading(string name, string help, SelfMetricKind kind, Func<double> read) : ISelfFamily
{
    public string Name => name;

    public SelfFamilySnapshot TakeSnapshot()
    {
        var value = read();
        return new SelfFamilySnapshot(
            name,
            help,
            kind,
            [],
            double.IsNaN(value) ? [] : [new SelfSample("", [], UpperBound: null, value)]);
    }
}
