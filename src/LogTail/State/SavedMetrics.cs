using System.Collections.Immutable;
using LogTail.Metrics;

namespace LogTail.State;

/// <summary>
/// The metrics of an earlier run, until the programs that declare them are loaded. A program that does not compile today does so perhaps
/// tomorrow: until its file is gone its values are carried on. Used between two batches only.
/// </summary>
internal sealed class SavedMetrics(ImmutableArray<SavedFamily> families)
{
    private ImmutableArray<SavedFamily> _left = families;

    /// <summary>Gives a program's families their values back; what has no counterpart starts anew.</summary>
    public void Restore(string program, IEnumerable<MetricFamily> declared)
    {
        var families = declared.DistinctBy(family => family.Description.Name).ToDictionary(family => family.Description.Name, StringComparer.Ordinal);
        foreach (var saved in _left.Where(saved => saved.Description.Program == program))
        {
            if (families.TryGetValue(saved.Description.Name, out var family))
            {
                saved.TryRestore(family);
            }
        }

        Forget(program);
    }

    /// <summary>The program is gone, and so are its metrics.</summary>
    public void Forget(string program) => _left = _left.RemoveAll(saved => saved.Description.Program == program);

    /// <summary>Families of programs that are there but have not run yet.</summary>
    public ImmutableArray<SavedFamily> CarriedFor(IEnumerable<string> programs)
    {
        var names = programs.ToHashSet(StringComparer.Ordinal);
        return [.. _left.Where(saved => names.Contains(saved.Description.Program))];
    }
}
