namespace LogTail.Mtail;

/// <summary>What a flag's value must look like.</summary>
internal enum GoFlagKind
{
    Bool,
    Text,
    Int,
    Duration,

    /// <summary>Repeatable; each value may hold several, separated by commas.</summary>
    List,
}

/// <summary>A flag of a Go program.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Default">As the user would write it; empty for a zero value.</param>
/// <param name="Help">One sentence.</param>
/// <param name="DoesNothing">True: accepted so that command lines keep working, and without effect here.</param>
internal sealed record GoFlag(string Name, GoFlagKind Kind, string Default, string Help, bool DoesNothing = false);
