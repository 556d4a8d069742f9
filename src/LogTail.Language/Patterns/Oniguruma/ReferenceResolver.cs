using System.Collections.Immutable;
using System.Globalization;

namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>
/// Replaces the stand-ins of one tree: references by the groups they mean, calls by a copy of the group they call, conditionals by an
/// alternation. A copy captures into the group it was copied from, so that the group holds what its last use matched, as in Oniguruma.
/// </summary>
internal sealed class ReferenceResolver(RegexTree tree, bool hasNamedGroups)
{
    // Copies may contain calls themselves, so their number can double with each level.
    private const int MaxCopies = 1000;

    private readonly Dictionary<int, CaptureNode> _captures = [];

    // By the number of a group that a conditional asks about: an empty group at its end. A reference to that matches, with nothing,
    // if and only if the group took part.
    private readonly Dictionary<int, int> _marks = [];
    private readonly Stack<int> _entered = new();
    private int _copies;

    // How many nodes of the new tree lie above the one being built.
    private int _height;
    private PatternError? _error;

    public PatternParseResult Resolve()
    {
        Collect(tree.Root);
        var root = Resolved(tree.Root);
        var marks = _marks.Values.Order().Select(number => new CaptureGroup(number, null));
        return _error is null
            ? new PatternParseResult(tree with { Root = root, Groups = [.. tree.Groups, .. marks] }, null)
            : new PatternParseResult(null, _error);
    }

    private void Collect(RegexNode node)
    {
        if (node is CaptureNode capture)
        {
            _captures[capture.Number] = capture;
        }

        if (node is not ConditionalNode conditional)
        {
            node.Children().ToList().ForEach(Collect);
            return;
        }

        var length = conditional.Text.Length + 3;
        if (RefusesNumber(conditional.Text, conditional.Offset, length, "Write `(?(<name>)yes|no)`."))
        {
            return;
        }

        foreach (var number in GroupsOf(conditional.Text, conditional.Before, conditional.Offset, length))
        {
            _marks.TryAdd(number, tree.Groups.Length + _marks.Count + 1);
        }

        Collect(conditional.Yes);
        Collect(conditional.No);
    }

    private RegexNode Resolved(RegexNode node)
    {
        if (_height >= RegexTree.MaxHeight)
        {
            return Refuse($"With the groups that it calls, the pattern is nested more than {RegexTree.MaxHeight} deep.", 0, 0);
        }

        _height++;
        RegexNode resolved = node switch
        {
            NamedReferenceNode reference => Backreference(reference),
            CallNode call => Copy(call),
            CaptureNode capture => Entered(capture),
            ConditionalNode conditional => Decided(conditional),
            _ => node.WithChildren(Resolved),
        };
        _height--;
        return resolved;
    }

    // A call of a group from inside of it is recursion, also when other groups are called on the way.
    private CaptureNode Entered(CaptureNode capture)
    {
        _entered.Push(capture.Number);
        var body = Resolved(capture.Body);
        _entered.Pop();
        return _marks.TryGetValue(capture.Number, out var mark)
            ? capture with { Body = RegexNodeChildren.Sequence([body, new CaptureNode(mark, new EmptyNode())]) }
            : capture with { Body = body };
    }

    private RegexNode Decided(ConditionalNode conditional)
    {
        if (_error is not null)
        {
            return new EmptyNode();
        }

        var tookPart = new BackreferenceNode(
            [.. GroupsOf(conditional.Text, conditional.Before, conditional.Offset, 3).Select(number => _marks[number])]);
        return new AlternationNode(
        [
            RegexNodeChildren.Sequence([tookPart, Resolved(conditional.Yes)]),
            RegexNodeChildren.Sequence([new LookaroundNode(tookPart, Ahead: true, Negated: true), Resolved(conditional.No)]),
        ]);
    }

    private RegexNode Copy(CallNode call)
    {
        var length = call.Text.Length + 4;
        if (call.Text != "0" && RefusesNumber(call.Text, call.Offset, length, @"Write `\g<name>`."))
        {
            return new EmptyNode();
        }

        var numbers = GroupsOf(call.Text, call.Before, call.Offset, length);
        if (call.Text == "0" || numbers.Any(_entered.Contains))
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

        return numbers is [var number] && _error is null ? Entered(_captures[number]) : new EmptyNode();
    }

    // Several groups of one name are tried from the last to the first.
    private RegexNode Backreference(NamedReferenceNode reference)
    {
        if (RefusesNumber(reference.Text, reference.Offset, reference.Length, @"Write `\k<name>`."))
        {
            return new EmptyNode();
        }

        var numbers = GroupsOf(reference.Text, reference.Before, reference.Offset, reference.Length);
        return numbers.IsEmpty ? new EmptyNode() : new BackreferenceNode([.. numbers.Reverse()]);
    }

    private bool RefusesNumber(string text, int offset, int length, string hint)
    {
        var isRefused = hasNamedGroups && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        if (isRefused)
        {
            Refuse("Next to named groups a group cannot be referred to by number.", offset, length, hint);
        }

        return isRefused;
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
