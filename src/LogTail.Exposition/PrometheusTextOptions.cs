namespace LogTail.Exposition;

/// <summary>What a scrape contains (spec/mtail-language.md §16.1).</summary>
public sealed record PrometheusTextOptions
{
    /// <summary>Adds the name of the program to each of its samples. Without it, programs that export the same name may collide.</summary>
    public bool EmitProgLabel { get; init; } = true;

    /// <summary>Adds the time of each series' last update, in milliseconds.</summary>
    public bool EmitTimestamps { get; init; }
}
