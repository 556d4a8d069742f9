namespace LogTail.Runtime.Time;

/// <summary>One kind of local time that a zone keeps or has kept, such as its summer time.</summary>
/// <param name="Offset">Seconds east of UTC.</param>
/// <param name="IsDaylightSaving">Whether it is a summer time.</param>
/// <param name="Abbreviation">Such as <c>CEST</c>.</param>
internal readonly record struct ZoneKind(int Offset, bool IsDaylightSaving, string Abbreviation);
