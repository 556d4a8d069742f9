namespace LogTail.Torture;

/// <summary>How one run ended.</summary>
/// <param name="Lines">Lines written.</param>
/// <param name="Missing">Lines that are missing because nobody kept their bytes.</param>
/// <param name="WasToldLosses">The daemon said that something was lost.</param>
/// <param name="Wrong">What must not be; empty for a good run.</param>
internal sealed record RunResult(
    int Seed, int Lines, int Missing, bool WasToldLosses, int Kills, int Starts, TimeSpan Elapsed, IReadOnlyList<string> Wrong)
{
    public string ToString(IFormatProvider format) => string.Create(
        format,
        $"seed {Seed}: {(Wrong.Count == 0 ? "exact" : "WRONG")}, {Lines} lines, {Kills} kills, {Starts} starts, {Missing} impossible{(WasToldLosses ? " (told)" : "")}, {Elapsed.TotalSeconds:0.0} s");
}
