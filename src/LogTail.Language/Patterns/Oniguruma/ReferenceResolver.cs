using System.Collections.Immutable;
using System.Globalization;

namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>
/// Replaces the stand-ins of one tree: references by the groups they mean, calls by a copy of the group they call. A copy captures
/// into the group it was copied from, so that the group holds what its last use matched, as in Oniguruma.
/// </summary>
internal sealed class ReferenceResolver(RegexTree tree, bool hasNamedGroups)
{
    // Copies may contain calls themselves, so their number can double with each level.
    private const int MaxCopies = 1000;

    private readonly Dictionary<int, RegexNode> _groups = [];
    private readonly Stack<int> _called = new();
    private int _copies;

    // How many nodes of the new tree lie above the one being built.
    private int _height;
    private PatternError? _error;

    public PatternParseResult Resolve()
    {
        Collect(tree.Root);
        var root = Resolved(tree.Root);
        return _error is null ? new PatternParseResult(tree with { Root = root }, null) : new PatternParseResult(null, _error);
    }

    private void Collect(RegexNode node)
    {
        if (node is CaptureNode capture)
        {
            _groups[capture.Number] = capture;
        }

        foreach (var child in Children(node))
        {
            Collect(child);
        }
    }

    private static ImmutableArray<RegexNode> Children(RegexNode node) => node switch
    {
        ConcatNode concat => concat.Parts,
        AlternationNode alternation => alternation.Branches,
        RepeatNode repeat => [repeat.Body],
        CaptureNode capture => [capture.Body],
        LookaroundNode look => [look.Body],
        AtomicNode atomic => [atomic.Body],
        _ => [],
    };

    private RegexNode Resolved(RegexNode node)
    {
        if (_height >= RegexTree.MaxHeight)
        {
            return Refuse($"With the groups that it calls, the pattern is nested more than {RegexTree.MaxHeight} deep.", 0, 0);
        }

        _height++;
        var resolved = Rebuilt(node);
        _height--;
        return resolved;
    }

    private RegexNode Rebuilt(RegexNode node) => node switch
    {
        NamedReferenceNode reference => Backreference(reference),
        CallNode call => Copy(call),
        ConcatNode concat => new ConcatNode([.. concat.Parts.Select(Resolved)]),
        AlternationNode alternation => new AlternationNode([.. alternation.Branches.Select(Resolved)]),
        RepeatNode repeat => repeat with { Body = Resolved(repeat.Body) },
        CaptureNode capture => Entered(capture),
        LookaroundNode look => look with { Body = Resolved(look.Body) },
        AtomicNode atomic => new AtomicNode(Resolved(atomic.Body)),
        _ => node,
    };

    // A call of a group from inside of it is recursion, also when other groups are called on the way.
    private CaptureNode Entered(CaptureNode capture)
    {
        _called.Push(capture.Number);
        var resolved = capture with { Body = Resolved(capture.Body) };
        _called.Pop();
        return resolved;
    }

    private RegexNode Copy(CallNode call)
    {
        var length = call.Text.Length + 4;
        var numbers = GroupsOf(call.Text, call.Before, call.Offset, length);
        if (call.Text == "0" || numbers.Any(_called.Contains))
        {
            return Refuse($@"`\g<{call.Text}>` calls a group from inside of it; recursion is not available.", call.Offset, length,
                "Write out as many levels as the text can have.");
        }

        if (numbers.Length > 1)
        {
            return Refuse($"There is more than one group named `{call.Text}`; which one is to be called?", call.Offset, length);
        }

        if (++_copies > MaxCopies)
        {
            return Refuse($"The calls make more than {MaxCopies} copies of groups.", call.Offset, length);
        }

        return numbers is [var number] && _error is null ? Entered((CaptureNode)_groups[number]) : new EmptyNode();
    }

    // Several groups of one name are tried from the last to the first.
    private RegexNode Backreference(NamedReferenceNode reference)
    {
        if (hasNamedGroups && int.TryParse(reference.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return Refuse("Next to named groups a group cannot be referred to by number.", reference.Offset, reference.Length,
                @"Write `\k<name>`.");
        }

        var numbers = GroupsOf(reference.Text, reference.Before, reference.Offset, reference.Length);
        return numbers.IsEmpty ? new EmptyNode() : new BackreferenceNode([.. numbers.Reverse()]);
    }

    private ImmutableArray<int> GroupsOf(string text, int before, int offset, int length)
    {
        var byNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        var wanted = text.StartsWith('-') ? before + 1 + number : number;
        ImmutableArray<int> found =
            [.. tree.Groups.Where(group => byNumber ? group.Number == wanted : group.Name == text).Select(group => group.Number)];
        if (found.IsEmpty && text != "0")
        {
            Refuse(byNumber ? $"There is no group {wanted}." : $"There is no group named `{text}`.", offset, length);
        }

        return found;
    }

    private EmptyNode Refuse(string message, int offset, int length, string? hint = null)
    {
        _error ??= new PatternError(message, offset, length, hint);
        return new EmptyNode();
    }
}
