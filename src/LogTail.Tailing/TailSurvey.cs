namespace LogTail.Tailing;

/// <summary>How many files are followed, by what they are.</summary>
/// <param name="Followed">A path means them, and they are open.</param>
/// <param name="Parked">A path means them; they are closed for want of handles and opened when they grow.</param>
/// <param name="Rotated">No path means them any more; they are kept open for late lines.</param>
/// <param name="Judged">It is not clear yet whether they are copies.</param>
/// <param name="PinnedBytes">Room on the disk that deleted files take up because they are still open.</param>
public readonly record struct TailSurvey(int Followed, int Parked, int Rotated, int Judged, long PinnedBytes);
