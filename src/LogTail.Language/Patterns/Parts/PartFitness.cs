namespace LogTail.Language.Patterns.Parts;

/// <summary>Which nodes can be patterns of their own. Remembers the answers for one set of trees.</summary>
internal sealed class PartFitness
{
    // A call with what it takes to go back into the part.
    private const int WeightOfCall = 6;

    private readonly Dictionary<RegexNode, bool> _isClosed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RegexNode, int> _weights = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Whether a node may become a part: what it matches hangs on nothing but the text and where it begins, it leaves nothing behind but where it
    /// ends, and that is not where it began.
    /// </summary>
    public bool CanBePart(RegexNode node) =>
        node is ConcatNode or AlternationNode or RepeatNode or AtomicNode && !node.MayBeEmpty() && IsClosed(node);

    /// <summary>Whether a node, once it has matched, never matches in another way that ends elsewhere. False when in doubt.</summary>
    public static bool HasOneEnd(RegexNode node) => node switch
    {
        AlternationNode or BackreferenceNode => false,
        RepeatNode repeat => repeat.Mode == RepeatMode.Possessive || (repeat.Min == repeat.Max && HasOneEnd(repeat.Body)),
        CaptureNode capture => HasOneEnd(capture.Body),
        ConcatNode concat => concat.Parts.All(HasOneEnd),
        PartNode part => part.HasOneEnd,
        _ => true,
    };

    /// <summary>About how much code a node becomes.</summary>
    public int Weight(RegexNode node)
    {
        if (!_weights.TryGetValue(node, out var weight))
        {
            weight = node is PartNode ? WeightOfCall : 1 + node.Children().Sum(Weight);
            _weights.Add(node, weight);
        }

        return weight;
    }

    private bool IsClosed(RegexNode node)
    {
        if (!_isClosed.TryGetValue(node, out var isClosed))
        {
            isClosed = node is not (CaptureNode or BackreferenceNode or AnchorNode { Kind: AnchorKind.SearchBegin }) && node.Children().All(IsClosed);
            _isClosed.Add(node, isClosed);
        }

        return isClosed;
    }
}
