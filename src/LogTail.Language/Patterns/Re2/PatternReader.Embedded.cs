namespace LogTail.Language.Patterns.Re2;

// Pieces of other dialects: grok references.
internal sealed partial class PatternReader
{
    private bool ReadEmbedded(EmbeddedPattern embedded)
    {
        if (embedded.Node is not { } node)
        {
            _error ??= embedded.Error;
            return false;
        }

        var height = HeightOf(node);
        if (height >= RegexTree.MaxHeight)
        {
            return Refuse($"The pattern is nested more than {RegexTree.MaxHeight} deep.", _next, embedded.Length);
        }

        _groups.AddRange(embedded.Groups);
        _group.Parts.Add(new Part(node, height));
        _next += embedded.Length;
        _hasEmbedded = true;
        return true;
    }

    private static int HeightOf(RegexNode node) => 1 + node.Children().Select(HeightOf).DefaultIfEmpty(0).Max();
}
