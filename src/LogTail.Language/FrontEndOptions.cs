namespace LogTail.Language;

/// <summary>Limits that protect the process from programs.</summary>
public sealed record FrontEndOptions
{
    /// <summary>The longest pattern, in bytes with its constants pasted in; 0 means the default of 1024 (mtail's <c>-max_regexp_length</c>).</summary>
    public int MaxPatternBytes { get; init; } = 1024;

    /// <summary>The greatest depth of a program, counted as mtail counts it (<c>-max_recursion_depth</c>).</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>What <c>%{NAME}</c> in a pattern refers to; null, as for mtail, when it is plain text.</summary>
    public GrokSource? Grok { get; init; }

    /// <summary>The longest program, in UTF-16 units.</summary>
    public int MaxProgramLength { get; init; } = 1 << 20;
}
