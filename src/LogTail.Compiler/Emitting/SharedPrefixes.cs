using System.Collections.Immutable;
using LogTail.Language.Checking;
using LogTail.Language.Patterns;

namespace LogTail.Compiler.Emitting;

/// <summary>A beginning that several patterns of a program have in common; it is matched once a line, and each pattern goes on where it ends.</summary>
/// <param name="Tree">The beginning.</param>
/// <param name="ReadGroups">Those of its groups that any of the patterns reads.</param>
/// <param name="Rests">By pattern: what is left of it, and the groups that it reads there.</param>
internal sealed record SharedPrefix(RegexTree Tree, ImmutableArray<int> ReadGroups, ImmutableDictionary<int, (RegexTree Tree, ImmutableArray<int> ReadGroups)> Rests);

/// <summary>Finds them: of the patterns that search the line, those that begin alike in a way that can be matched by itself (<see cref="OnePathPrefix"/>).</summary>
internal static class SharedPrefixes
{
    /// <param name="patterns">Numbers of patterns that search the line, each with a matcher of its own.</param>
    /// <param name="readGroups">The groups that are read from the matcher of a pattern.</param>
    public static ImmutableArray<SharedPrefix> Find(CheckedProgram program, IEnumerable<int> patterns, Func<int, ImmutableArray<int>> readGroups)
    {
        var found = ImmutableArray.CreateBuilder<SharedPrefix>();
        var left = patterns.Where(pattern => program.Patterns[pattern].Conditions.IsEmpty && IsUsual(program.Patterns[pattern].Tree))
            .Select(pattern => (Pattern: pattern, Prefix: OnePathPrefix.Of(program.Patterns[pattern].Tree)))
            .Where(one => !one.Prefix.Cuts.IsEmpty)
            .ToList();
        while (left is [var first, .. var others])
        {
            var alike = others.Select(other => (other.Pattern, other.Prefix, Common: first.Prefix.CommonWith(other.Prefix))).Where(other => other.Common > 0).ToList();

            // What saves most: a long beginning of few, or a short one of many.
            var cut = alike.Select(other => other.Common).Distinct().OrderByDescending(length => length * alike.Count(other => other.Common >= length)).FirstOrDefault();
            (int Pattern, OnePathPrefix Prefix)[] members = [first, .. alike.Where(other => other.Common >= cut).Select(other => (other.Pattern, other.Prefix))];
            left.RemoveAll(one => members.Any(member => member.Pattern == one.Pattern));
            if (members.Length > 1 && Of(members, cut, readGroups) is { } shared)
            {
                found.Add(shared);
            }
        }

        return found.ToImmutable();
    }

    private static SharedPrefix? Of((int Pattern, OnePathPrefix Prefix)[] members, int cut, Func<int, ImmutableArray<int>> readGroups)
    {
        var beginning = members[0].Prefix.Beginning(cut);
        var groups = members[0].Prefix.GroupsOfBeginning(cut).ToHashSet();
        var rests = members.ToImmutableDictionary(
            member => member.Pattern,
            member => (Tree: member.Prefix.Rest(cut), ReadGroups: readGroups(member.Pattern).RemoveAll(groups.Contains)));
        ImmutableArray<int> read = [.. members.SelectMany(member => readGroups(member.Pattern)).Where(groups.Contains).Distinct().Order()];
        return IsUsual(beginning) && LinearPrinter.Print(beginning, read) is not null && rests.Values.All(rest => IsUsual(rest.Tree))
            ? new SharedPrefix(beginning, read, rests)
            : null;
    }

    // The others have matchers that take the whole pattern.
    private static bool IsUsual(RegexTree tree) => DotNetPrinter.IsExact(tree);
}
