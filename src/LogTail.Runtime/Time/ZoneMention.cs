namespace LogTail.Runtime.Time;

/// <summary>How a text names its time zone.</summary>
public enum ZoneMention
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As <c>Z</c> or <c>UTC</c>.</summary>
    Utc,

    /// <summary>By an offset in figures.</summary>
    Offset,

    /// <summary>By an abbreviation such as <c>CET</c>.</summary>
    Name,
}
