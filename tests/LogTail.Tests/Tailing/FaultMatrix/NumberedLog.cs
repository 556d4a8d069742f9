using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>A log of numbered lines in a folder of its own, to which a row of the fault matrix happens: every line must come exactly once.</summary>
public abstract class NumberedLog : IDisposable
{
    private protected NumberedLog() => Log = new BusyLog(Folder["app.log"]);

    private protected TemporaryFolder Folder { get; } = new();

    private protected BusyLog Log { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Log.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
