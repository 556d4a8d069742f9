using LogTail.Exposition.Pages;

namespace LogTail.Exposition.Prometheus;

/// <summary>The lines of one family that are still to be written.</summary>
internal abstract class SampleLines
{
    public static SampleLines Of(PlannedFamily family, bool emitTimestamps) =>
        family.Self is { } self ? new SelfSampleLines(self) : new ProgramSampleLines(family, emitTimestamps);

    /// <summary>Writes the next series.</summary>
    /// <returns><see langword="false"/> when there is none left.</returns>
    public abstract bool WriteNext(ref Utf8Writer output);
}
