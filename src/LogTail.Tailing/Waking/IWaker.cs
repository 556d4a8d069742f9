using LogTail.Tailing.Files;

namespace LogTail.Tailing.Waking;

/// <summary>
/// Where the following thread waits, and where hints come from. Hints may be lost, doubled or late without harm: the sweep is
/// the truth. All members but <see cref="Wake"/> belong to the following thread.
/// </summary>
internal interface IWaker : IDisposable
{
    /// <summary>What <see cref="WatchDirectory"/> and <see cref="WatchFile"/> return when there is no watch.</summary>
    const int NoWatch = -1;

    /// <summary><see cref="WakeMode.Polling"/> when hints never come at all.</summary>
    WakeMode Mode { get; }

    /// <summary>Why there are no hints, or why the last watch was not to be had.</summary>
    string ModeReason { get; }

    /// <summary>Asks for hints about names that come, go and change their meaning in a directory.</summary>
    /// <returns>The number that hints about it carry, or <see cref="NoWatch"/>.</returns>
    int WatchDirectory(string path);

    /// <summary>Asks for a hint at each write to this very file, and when it is renamed or deleted, until <see cref="Unwatch"/>.</summary>
    /// <returns>The number that the hints carry, or <see cref="NoWatch"/>.</returns>
    int WatchFile(IOpenFile file);

    void Unwatch(int watch);

    /// <summary>Returns when there are hints, after <see cref="Wake"/>, or when the time is over. Hints that follow others closely may be kept back for a millisecond.</summary>
    /// <param name="timeout">At least zero; zero gives all hints of what happened before.</param>
    /// <param name="hints">Receives what came.</param>
    void Wait(TimeSpan timeout, List<WakeHint> hints);

    /// <summary>Ends the present or the next <see cref="Wait"/>. Safe from any thread, also after disposal.</summary>
    void Wake();
}
