using System.Collections.Immutable;

namespace LogTail.Engine;

/// <summary>The programs that run now. Immutable but for a memo of which of them want which source.</summary>
public sealed class ProgramSet
{
    /// <summary>No programs.</summary>
    public static readonly ProgramSet Empty = new([]);

    // Only the pump asks, one batch at a time. Forgotten with the set, at each reload.
    private readonly Dictionary<string, ImmutableArray<RunningProgram>> _bySource = new(StringComparer.Ordinal);

    private readonly bool _anyFilter;

    /// <param name="programs">In order of their names.</param>
    public ProgramSet(ImmutableArray<RunningProgram> programs)
    {
        Programs = programs;
        _anyFilter = programs.Any(program => !program.Program.LogFilter.IsEmpty);
    }

    /// <summary>In order of their names.</summary>
    public ImmutableArray<RunningProgram> Programs { get; }

    /// <summary>The programs that want the lines of a source.</summary>
    public ImmutableArray<RunningProgram> For(string sourceName)
    {
        if (!_anyFilter)
        {
            return Programs;
        }

        if (!_bySource.TryGetValue(sourceName, out var wanted))
        {
            wanted = [.. Programs.Where(program => program.Wants(sourceName))];
            _bySource.Add(sourceName, wanted);
        }

        return wanted;
    }
}
