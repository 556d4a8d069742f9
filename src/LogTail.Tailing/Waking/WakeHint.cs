namespace LogTail.Tailing.Waking;

/// <summary>Something may have happened.</summary>
/// <param name="Kind">What.</param>
/// <param name="Watch">The watch that it concerns; not set for <see cref="WakeKind.Overflow"/>.</param>
/// <param name="Name">The name inside a watched directory; empty for the watched thing itself.</param>
/// <param name="Cookie">Joins the two halves of a rename; 0 otherwise.</param>
internal readonly record struct WakeHint(WakeKind Kind, int Watch, string Name, uint Cookie);

internal enum WakeKind
{
    /// <summary>The watched file was written, or its attributes changed.</summary>
    FileChanged,

    /// <summary>The watched file or directory itself was renamed or deleted.</summary>
    SelfMoved,

    /// <summary>There will be no more hints of this watch.</summary>
    WatchEnded,

    /// <summary>A name appeared in a watched directory.</summary>
    NameAppeared,

    /// <summary>A name left a watched directory by a rename.</summary>
    NameLeft,

    /// <summary>A name came into a watched directory by a rename.</summary>
    NameArrived,

    /// <summary>A name was deleted from a watched directory.</summary>
    NameDeleted,

    /// <summary>Some name of a watched directory came, went or changed its meaning; nobody says which.</summary>
    NamesChanged,

    /// <summary>Hints were dropped: anything may have happened.</summary>
    Overflow,
}
