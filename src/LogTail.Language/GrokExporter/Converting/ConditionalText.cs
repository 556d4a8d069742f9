using System.Collections.Immutable;
using System.Text;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>Writes choices as blocks with conditions.</summary>
internal sealed class ConditionalText(StringBuilder text)
{
    // What is known inside of a block: conditions of a line do not change.
    private ImmutableDictionary<string, bool> _known = ImmutableDictionary<string, bool>.Empty;

    /// <summary>Writes a choice.</summary>
    /// <param name="append">Writes what is done in a case, with an indent.</param>
    public void Append<T>(Choice<T> choice, string indent, Action<T, string> append)
    {
        switch (choice)
        {
            case Leaf<T> leaf:
                append(leaf.Value, indent);
                break;
            case Step<T> step:
                text.Append(indent).Append(step.Statement).Append('\n');
                Append(step.Next, indent, append);
                break;
            case Fork<T> fork when _known.TryGetValue(fork.Condition, out var isTrue):
                Append(isTrue ? fork.IfTrue : fork.IfFalse, indent, append);
                break;
            case Fork<T> fork when fork.IfTrue.Count == 0 && fork.IfFalse.Count > 0:
                AppendBlock($"!({fork.Condition})", fork.Condition, isTrue: false, fork.IfFalse, indent, append);
                text.Append(indent).Append("}\n");
                break;
            case Fork<T> { Count: > 0 } fork:
                AppendBlock(fork.Condition, fork.Condition, isTrue: true, fork.IfTrue, indent, append);
                if (fork.IfFalse.Count > 0)
                {
                    text.Append(indent);
                    AppendBlock("} else", fork.Condition, isTrue: false, fork.IfFalse, indent, append);
                }

                text.Append(indent).Append("}\n");
                break;
        }
    }

    private void AppendBlock<T>(string head, string condition, bool isTrue, Choice<T> body, string indent, Action<T, string> append)
    {
        var before = _known;
        _known = _known.Add(condition, isTrue);
        text.Append(head.StartsWith('}') ? "" : indent).Append(head).Append(" {\n");
        Append(body, indent + "  ", append);
        _known = before;
    }
}
