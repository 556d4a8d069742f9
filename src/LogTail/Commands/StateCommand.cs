using System.CommandLine;
using System.Globalization;
using LogTail.State;

namespace LogTail.Commands;

/// <summary><c>logtail state</c>: what a state holds, for a human, and how to make it forget.</summary>
internal static class StateCommand
{
    private const string Description =
        """
        Look at the state that `logtail run` keeps, or make it forget.

          logtail state show
          logtail state show /var/lib/logtail
          logtail state reset /var/log/nginx/access.log
          logtail state reset --state /var/lib/logtail
        """;

    private const string DefaultFolder = "Default: that of `logtail run`.";

    public static Command Create() => new("state", Description) { Show(), Reset() };

    private static Command Show()
    {
        var folder = new Argument<string?>("DIR") { Description = "Folder of the state. " + DefaultFolder, Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("show", "Print a state: files, offsets, how far they are behind, metrics.") { folder };
        command.SetAction(parsed => Show(parsed.GetValue(folder), parsed.InvocationConfiguration));
        return command;
    }

    private static Command Reset()
    {
        var source = new Argument<string?>("SOURCE") { Description = "A log, as `state show` names it; all of the state if none is given.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string?>("--state") { Description = "Folder of the state. " + DefaultFolder, HelpName = "DIR" };
        var command = new Command("reset", "Forget where a log was read to (its metrics stay), or everything. LogTail must not be running.") { source, folder };
        command.SetAction(parsed => Reset(parsed.GetValue(source), parsed.GetValue(folder), parsed.InvocationConfiguration));
        return command;
    }

    private static int Show(string? option, InvocationConfiguration io)
    {
        if (!TryChoose(option, io, out var path))
        {
            return ExitCode.Fault;
        }

        // Looks without taking the folder: a running LogTail replaces its files as wholes.
        using var folder = new StateFolder(path);
        var search = folder.Load();
        foreach (var fault in search.Faults)
        {
            io.Error.WriteLine($"logtail: {fault.Path} cannot be used: {fault.Reason}");
        }

        if (search.State is null)
        {
            io.Error.WriteLine($"logtail: there is no state in {path}");
            return ExitCode.Diagnostics;
        }

        StateReport.Write(search.State, path, io.Output);
        return ExitCode.Fine;
    }

    private static int Reset(string? source, string? option, InvocationConfiguration io)
    {
        if (!TryChoose(option, io, out var path))
        {
            return ExitCode.Fault;
        }

        if (!Directory.Exists(path))
        {
            io.Error.WriteLine($"logtail: there is no state in {path}");
            return ExitCode.Diagnostics;
        }

        using var folder = new StateFolder(path);
        try
        {
            folder.Take();
            return source is null ? Clear(folder, io) : Forget(source, folder, io);
        }
        catch (StateFolderTakenException taken)
        {
            io.Error.WriteLine($"logtail: {taken.Message}; stop it first");
            return ExitCode.Fault;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            io.Error.WriteLine($"logtail: {fault.Message}");
            return ExitCode.Fault;
        }
    }

    private static int Clear(StateFolder folder, InvocationConfiguration io)
    {
        folder.Clear();
        io.Output.WriteLine($"{folder.Path} is empty: the next start is a first one");
        return ExitCode.Fine;
    }

    private static int Forget(string source, StateFolder folder, InvocationConfiguration io)
    {
        if (folder.Load().State is not { } state)
        {
            io.Error.WriteLine($"logtail: there is no state in {folder.Path}");
            return ExitCode.Diagnostics;
        }

        var full = Path.GetFullPath(source);
        var kept = state.Positions.RemoveAll(position => position.Source == source || position.Source == full);
        if (kept.Length == state.Positions.Length)
        {
            io.Error.WriteLine($"logtail: {source} is not in the state; `logtail state show` lists what is");
            return ExitCode.Diagnostics;
        }

        folder.Write(StateFormat.Write(state with { Sequence = state.Sequence + 1, Positions = kept }, metrics: null).Span);
        io.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{source} is forgotten ({state.Positions.Length - kept.Length} files); its metrics stay, and it is begun as at a first start (--from)"));
        return ExitCode.Fine;
    }

    private static bool TryChoose(string? option, InvocationConfiguration io, out string path)
    {
        path = "";
        if (StatePath.Choose(option, Environment.GetEnvironmentVariable) is not { } chosen)
        {
            io.Error.WriteLine("logtail: there is no default folder ($STATE_DIRECTORY, $XDG_STATE_HOME and $HOME are unset); name one");
            return false;
        }

        var existing = chosen.Existing();
        if (existing.Count > 1)
        {
            io.Error.WriteLine($"logtail: there are several states, one for each set of programs and logs; name one:\n  {string.Join("\n  ", existing)}");
            return false;
        }

        path = existing.Count == 1 ? existing[0] : chosen.Folder;
        return true;
    }
}
