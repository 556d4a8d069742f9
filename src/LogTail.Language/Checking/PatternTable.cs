using System.Collections.Immutable;
using LogTail.Language.Patterns;

namespace LogTail.Language.Checking;

/// <summary>Numbers the patterns of a checked program and notes which groups it reads.</summary>
internal sealed class PatternTable
{
    private static readonly RegexTree NoTree = new(new EmptyNode(), []);

    private readonly List<Slot> _slots = [];

    // The pattern that each site has become most recently.
    private Dictionary<PatternSite, int> _current = [];

    /// <summary>Makes the next pattern out of a site.</summary>
    public int NewSlot(PatternSite site)
    {
        var number = Add(site);
        _slots[number].Conditions.AddRange(site.Conditions.Select(condition => new CheckedCondition(
            condition.Group, condition.Predicate, condition.Expression is { } expression ? Add(new PatternSite(condition.Predicate.Operand, expression, [], site.Span)) : -1)));
        _slots[number].Read.UnionWith(site.Conditions.Select(condition => condition.Group));
        return _current[site] = number;
    }

    /// <summary>The pattern of a site whose group is read.</summary>
    public int Read(PatternSite site, int group)
    {
        var slot = _current.TryGetValue(site, out var known) ? known : NewSlot(site);
        _slots[slot].Read.Add(group);
        return slot;
    }

    public Dictionary<PatternSite, int> SaveSlots() => new(_current);

    public void RestoreSlots(Dictionary<PatternSite, int> saved) => _current = saved;

    public ImmutableArray<CheckedPattern> ToImmutable() =>
        [.. _slots.Select(slot => new CheckedPattern(slot.Site.Text, slot.Site.Tree ?? NoTree, [.. slot.Read], slot.Site.Span) { Conditions = [.. slot.Conditions] })];

    private int Add(PatternSite site)
    {
        _slots.Add(new Slot(site, [], []));
        return _slots.Count - 1;
    }

    private readonly record struct Slot(PatternSite Site, SortedSet<int> Read, List<CheckedCondition> Conditions);
}
