namespace LogTail.Language.Patterns;

/// <summary>Which number of repetitions is tried first.</summary>
public enum RepeatMode
{
    /// <summary>As many as possible, then fewer.</summary>
    Greedy,

    /// <summary>As few as possible, then more.</summary>
    Lazy,

    /// <summary>As many as possible, and never fewer. Not in RE2.</summary>
    Possessive,
}
