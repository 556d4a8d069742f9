namespace LogTail.Tailing;

/// <summary>What becomes of a line that is longer than the limit. It is counted as too long either way.</summary>
public enum LongLines
{
    /// <summary>Its beginning is a line; the rest is left out.</summary>
    Truncate,

    /// <summary>It is left out altogether.</summary>
    Skip,
}
