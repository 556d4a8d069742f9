using LogTail.Configuration;
using Serilog;

namespace LogTail.State;

/// <summary>The state of this process at its start: the folder, and what an earlier run left there.</summary>
/// <param name="Folder">Where checkpoints go.</param>
/// <param name="Saved">Null when there was nothing, or nothing whole.</param>
/// <param name="WasReset">There was something, but nothing whole.</param>
internal sealed record OpenedState(StateFolder Folder, SavedState? Saved, bool WasReset) : IDisposable
{
    /// <summary>Takes the folder and reads it.</summary>
    /// <param name="state">Null when no state is kept.</param>
    /// <returns><see langword="false"/> when another process has the folder that this one was given; it was logged.</returns>
    public static bool TryOpen(EngineOptions options, ILogger log, out OpenedState? state)
    {
        state = null;
        if (!options.KeepState)
        {
            return true;
        }

        if (StatePath.Choose(options.StateFolder, Environment.GetEnvironmentVariable)?.For(options.Programs, options.Logs) is not { } path)
        {
            log.Warning("There is no folder for a state ($STATE_DIRECTORY, $XDG_STATE_HOME and $HOME are unset), so none is kept: after a restart metrics begin at 0");
            return true;
        }

        var folder = new StateFolder(path.Folder);
        if (!TryTake(folder, path, log, out var isOurs))
        {
            folder.Dispose();
            return !path.IsChosen;
        }

        state = Load(folder, isOurs, log);
        return true;
    }

    public void Dispose() => Folder.Dispose();

    // Whether to go on with this folder.
    private static bool TryTake(StateFolder folder, StatePath path, ILogger log, out bool isOurs)
    {
        isOurs = false;
        try
        {
            folder.Take();
            isOurs = true;
            return true;
        }
        catch (StateFolderTakenException taken)
        {
            if (path.IsChosen)
            {
                log.Fatal("{Reason:l}; give each its own with --state DIR, or none with --no-state", taken.Message);
            }
            else
            {
                log.Warning("{Reason:l}, so this one keeps no state; give it a folder of its own with --state DIR", taken.Message);
            }

            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A disk that is full or read-only today must not keep anybody from following logs.
            log.Error("The state folder {Folder} cannot be written: {Reason}. It is tried again; until then a restart loses what is counted", path.Folder, fault.Message);
            return true;
        }
    }

    private static OpenedState Load(StateFolder folder, bool isOurs, ILogger log)
    {
        var search = folder.Load();
        foreach (var fault in search.Faults)
        {
            log.Error("{Path} cannot be used: {Reason:l}", fault.Path, fault.Reason);
        }

        if (isOurs)
        {
            KeepAside(folder, search, log);
        }

        if (search.State is { } saved)
        {
            log.Information("Going on from checkpoint {Sequence} in {Folder}: {Files} files. --no-state begins anew", saved.Sequence, folder.Path, saved.Positions.Count(position => !position.IsClosed));
        }
        else if (search.Faults.Length > 0)
        {
            log.Error("There is no whole state in {Folder}: all metrics begin at 0, as at the very first start", folder.Path);
        }

        return new OpenedState(folder, search.State, WasReset: search.State is null && search.Faults.Length > 0);
    }

    private static void KeepAside(StateFolder folder, StateSearch search, ILogger log)
    {
        try
        {
            foreach (var path in folder.KeepAside(search.Faults))
            {
                log.Warning("It was kept as {Path}", path);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Warning("A damaged state file could not be moved out of the way: {Reason}", fault.Message);
        }
    }
}
