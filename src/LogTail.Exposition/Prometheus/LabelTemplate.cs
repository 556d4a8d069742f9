using System.Text;
using LogTail.Exposition.Pages;
using LogTail.Metrics;
using LogTail.Metrics.Storage;

namespace LogTail.Exposition.Prometheus;

/// <summary>
/// The text around the label values of a family, in UTF-8 and made once per page:
/// <c>{a="</c> value <c>",prog="x.mtail",z="</c> value <c>"</c>. What closes the braces is the caller's, because a bucket adds its bound.
/// </summary>
internal sealed class LabelTemplate
{
    // So many ranges fit on the stack.
    private const int FewKeys = 16;

    // One more than there are values: _around[i] stands before value i, the last one after the last value.
    private readonly byte[][] _around;

    // Which of the declared keys, in the order of the text.
    private readonly int[] _positions;
    private readonly int _keyCount;

    private LabelTemplate(byte[][] around, int[] positions, int keyCount)
    {
        _around = around;
        _positions = positions;
        _keyCount = keyCount;
    }

    /// <summary>True when there is not a single label, and hence no brace yet.</summary>
    public bool IsEmpty => _around[0].Length == 0;

    public static LabelTemplate Make(FamilySnapshot family, bool emitProgLabel)
    {
        var around = new List<byte[]>();
        var text = new StringBuilder();
        var programIsDue = emitProgLabel;
        foreach (var key in family.LabelKeys)
        {
            if (programIsDue && string.CompareOrdinal(key.Name, PrometheusNames.ProgLabel) > 0)
            {
                AppendProgram(text, around.Count == 0, family.Description.Program);
                programIsDue = false;
            }

            text.Append(around.Count == 0 && text.Length == 0 ? '{' : ',').Append(key.Name).Append("=\"");
            around.Add(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear().Append('"');
        }

        if (programIsDue)
        {
            AppendProgram(text, around.Count == 0, family.Description.Program);
        }

        around.Add(Encoding.UTF8.GetBytes(text.ToString()));
        return new LabelTemplate([.. around], [.. family.LabelKeys.Select(key => key.Position)], family.Description.Keys.Length);
    }

    /// <summary>Writes the labels of one series, without the closing brace.</summary>
    public void Write(ref Utf8Writer output, ReadOnlySpan<byte> labelText)
    {
        Span<Range> values = _keyCount <= FewKeys ? stackalloc Range[FewKeys] : new Range[_keyCount];
        LabelText.Split(labelText, values[.._keyCount]);

        // Hardly any label needs it, so one look at all of them decides.
        var needsEscapes = PrometheusEscapes.AreNeeded(labelText);
        for (var i = 0; i < _positions.Length; i++)
        {
            output.Append(_around[i]);
            var value = labelText[values[_positions[i]]];
            if (needsEscapes)
            {
                PrometheusEscapes.AppendLabelValue(ref output, value);
            }
            else
            {
                output.Append(value);
            }
        }

        output.Append(_around[^1]);
    }

    private static void AppendProgram(StringBuilder text, bool isFirst, string program) =>
        text.Append(isFirst ? '{' : ',').Append(PrometheusNames.ProgLabel).Append("=\"").Append(PrometheusEscapes.LabelValue(program)).Append('"');
}
