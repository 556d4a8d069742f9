namespace LogTail.Language.Patterns.Unicode;

/// <summary>Code points <see cref="First"/>, First + Step, … <see cref="Last"/>, each followed in its folding orbit by itself + <see cref="Delta"/>.</summary>
internal readonly record struct CaseOrbitRow(int First, int Last, int Step, int Delta);
