using System.Diagnostics;
using System.Globalization;

namespace LogTail.Language.Patterns.Parts;

/// <summary>Gives nodes that mean the same a number in common, whichever tree they stand in.</summary>
internal sealed class NodeShapes
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<RegexNode, int> _known = new(ReferenceEqualityComparer.Instance);

    public int NumberOf(RegexNode node)
    {
        if (!_known.TryGetValue(node, out var number))
        {
            var shape = Spell(node);
            if (!_numbers.TryGetValue(shape, out number))
            {
                number = _numbers.Count;
                _numbers.Add(shape, number);
            }

            _known.Add(node, number);
        }

        return number;
    }

    // Unambiguous: each kind begins with a sign of its own, and children are numbers.
    private string Spell(RegexNode node) => node switch
    {
        EmptyNode => "",
        LiteralNode literal => $"'{literal.IgnoreCase}{string.Join(',', literal.CodePoints)}",
        ClassNode set => $"[{string.Join(',', set.Set.Ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")))}",
        AnyNode any => $".{any.MatchesLineFeed}",
        AnchorNode anchor => $"^{anchor.Kind}",
        ConcatNode => "&" + Below(node),
        AlternationNode => "|" + Below(node),
        RepeatNode repeat => string.Create(CultureInfo.InvariantCulture, $"*{repeat.Min},{repeat.Max},{repeat.Mode}") + Below(node),
        CaptureNode capture => string.Create(CultureInfo.InvariantCulture, $"({capture.Number}") + Below(node),
        LookaroundNode look => $"={look.Ahead}{look.Negated}" + Below(node),
        AtomicNode => ">" + Below(node),
        BackreferenceNode reference => $"\\{string.Join(',', reference.Groups)}",
        PartNode part => string.Create(CultureInfo.InvariantCulture, $"${part.Part}"),
        _ => throw new UnreachableException(node.GetType().Name),
    };

    private string Below(RegexNode node) => ":" + string.Join(',', node.Children().Select(NumberOf));
}
