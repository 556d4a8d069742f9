using System.Collections.Immutable;

namespace LogTail.Engine;

/// <summary>The programs that run now. Immutable but for a memo of which of them want which source.</summary>
public sealed class ProgramSet
{
    /// <summary>No programs.</summary>
    public static readonly ProgramSet Empty = new([]);

    // Only the pump asks, one batch at a time. Forgotten with the set, at each reload.
    private readonly Dictionary<string, ProgramRoute> _bySource = new(StringComparer.Ordinal);

    // By the names of the programs: many sources go to the same ones.
    private readonly Dictionary<string, ProgramRoute> _routes = new(StringComparer.Ordinal);

    private readonly ProgramRoute? _all;

    /// <param name="programs">In order of their names.</param>
    public ProgramSet(ImmutableArray<RunningProgram> programs)
    {
        Programs = programs;
        _all = programs.Any(program => !program.Program.LogFilter.IsEmpty) ? null : new ProgramRoute(programs);
    }

    /// <summary>In order of their names.</summary>
    public ImmutableArray<RunningProgram> Programs { get; }

    /// <summary>The programs that want the lines of a source.</summary>
    public ProgramRoute For(string sourceName)
    {
        if (_all is not null)
        {
            return _all;
        }

        if (!_bySource.TryGetValue(sourceName, out var route))
        {
            route = RouteTo([.. Programs.Where(program => program.Wants(sourceName))]);
            _bySource.Add(sourceName, route);
        }

        return route;
    }

    private ProgramRoute RouteTo(ImmutableArray<RunningProgram> programs)
    {
        var names = string.Join('\n', programs.Select(program => program.Name));
        if (!_routes.TryGetValue(names, out var route))
        {
            route = new ProgramRoute(programs);
            _routes.Add(names, route);
        }

        return route;
    }
}
