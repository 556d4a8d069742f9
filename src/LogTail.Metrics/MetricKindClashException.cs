namespace LogTail.Metrics;

/// <summary>
/// Two declarations export one name with different kinds (spec/mtail-language.md §14.2). The message is for the user.
/// </summary>
public sealed class MetricKindClashException : Exception
{
    public MetricKindClashException(MetricDescription declared, MetricDescription existing)
        : base($"Metric `{declared.Name}` is declared as a {Word(declared.Kind)} at {declared.Source}, "
            + $"but it is already a {Word(existing.Kind)}, declared at {existing.Source}.")
    {
        Declared = declared;
        Existing = existing;
    }

    /// <summary>The declaration that was refused.</summary>
    public MetricDescription Declared { get; }

    /// <summary>The one that holds the name.</summary>
    public MetricDescription Existing { get; }

    private static string Word(MetricKind kind) => kind.ToString().ToLowerInvariant();
}
