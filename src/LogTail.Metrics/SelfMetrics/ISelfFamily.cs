namespace LogTail.Metrics.SelfMetrics;

/// <summary>A family of the registry, whatever its series are.</summary>
internal interface ISelfFamily
{
    string Name { get; }

    SelfFamilySnapshot TakeSnapshot();
}
