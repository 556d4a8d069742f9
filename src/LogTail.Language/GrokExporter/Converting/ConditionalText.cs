using System.Collections.Immutable;
using System.Text;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>Writes choices as blocks with conditions.</summary>
internal sealed class ConditionalText(StringBuilder text)
{
    // The language has a limit; a longer chain goes on in a block.
    private const int LongestChain = 150;

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
            case Stored<T> stored:
                Append(stored.Value, indent, (value, inner) => text.Append(inner).Append(stored.Variable).Append(" = ").Append(value).Append('\n'));
                Append(stored.Next, indent, append);
                break;
            case Fork<T> fork when _known.TryGetValue(fork.Condition, out var isTrue):
                Append(isTrue ? fork.IfTrue : fork.IfFalse, indent, append);
                break;
            case Fork<T> fork when fork.IfTrue.Count == 0 && fork.IfFalse.Count > 0:
                AppendBlock($"{indent}!({fork.Condition})", fork.Condition, isTrue: false, fork.IfFalse, indent, append);
                text.Append(indent).Append("}\n");
                break;
            case Fork<T> { Count: > 0 } fork:
                AppendChain(fork, indent, append);
                break;
        }
    }

    private void AppendChain<T>(Fork<T> first, string indent, Action<T, string> append)
    {
        var before = _known;
        var lead = indent;
        Choice<T> rest = first;
        for (var i = 0; i < LongestChain && Next(rest) is Fork<T> { IfTrue.Count: > 0 } fork; i++)
        {
            AppendBlock(lead + fork.Condition, fork.Condition, isTrue: true, fork.IfTrue, indent, append);
            _known = _known.Add(fork.Condition, false);
            rest = fork.IfFalse;
            lead = indent + "} else if ";
        }

        if (rest.Count > 0)
        {
            text.Append(indent).Append("} else {\n");
            Append(rest, indent + "  ", append);
        }

        text.Append(indent).Append("}\n");
        _known = before;
    }

    // Without the conditions whose answer is known.
    private Choice<T> Next<T>(Choice<T> choice) =>
        choice is Fork<T> fork && _known.TryGetValue(fork.Condition, out var isTrue) ? Next(isTrue ? fork.IfTrue : fork.IfFalse) : choice;

    private void AppendBlock<T>(string head, string condition, bool isTrue, Choice<T> body, string indent, Action<T, string> append)
    {
        var before = _known;
        _known = _known.Add(condition, isTrue);
        text.Append(head).Append(" {\n");
        Append(body, indent + "  ", append);
        _known = before;
    }
}
