namespace LogTail.Runtime.Time;

/// <summary>A stretch of time during which a zone keeps one offset.</summary>
/// <param name="Offset">Seconds east of UTC.</param>
/// <param name="Abbreviation">Such as <c>CEST</c>.</param>
/// <param name="Start">First Unix second of the stretch.</param>
/// <param name="End">First Unix second after it.</param>
internal readonly record struct ZoneSpan(int Offset, string Abbreviation, long Start, long End);
