namespace LogTail.Tailing;

/// <summary>How the tailer learns that something was written.</summary>
public enum WakeMode
{
    /// <summary>The kernel says so; a slow sweep checks that nothing was missed.</summary>
    Events,

    /// <summary>By looking, several times a second.</summary>
    Polling,
}
