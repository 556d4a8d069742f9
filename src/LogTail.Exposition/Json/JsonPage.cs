using System.Collections.Immutable;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Json;

/// <summary>Writes metrics one family head, series or family end at a time.</summary>
internal sealed class JsonPage : ExpositionPage
{
    private const int BeforeHead = -1;

    private readonly bool _asObject;
    private readonly ImmutableArray<FamilySnapshot> _families;
    private readonly JsonMetric _metric;

    // The family that is being written, and its next series; a family's head comes before its series BeforeHead.
    private int _family;
    private int _series = BeforeHead;

    public JsonPage(MetricSnapshot snapshot, bool asObject)
    {
        _asObject = asObject;
        _metric = new JsonMetric(depth: asObject ? 2 : 1);
        _families = asObject
            ? [.. snapshot.Families.OrderBy(family => family.Description.Name, StringComparer.Ordinal)]
            : snapshot.Families;
    }

    private protected override bool WriteItem(ref Utf8Writer output)
    {
        if (_family == _families.Length)
        {
            WriteEnd(ref output);
            return false;
        }

        var family = _families[_family];
        if (_series == BeforeHead)
        {
            WriteSeparator(ref output);
            _metric.WriteHead(ref output, family);
            _series = 0;
        }
        else if (_series < family.Count)
        {
            _metric.WriteSeries(ref output, family, _series);
            _series++;
        }
        else
        {
            _metric.WriteEnd(ref output, family);
            _family++;
            _series = BeforeHead;
        }

        return true;
    }

    /// <summary>What stands between two metrics, or before the first.</summary>
    private void WriteSeparator(ref Utf8Writer output)
    {
        var isFirst = _family == 0;
        if (!_asObject)
        {
            output.Append(isFirst ? (byte)'[' : (byte)',');
        }
        else if (!isFirst && NameOf(_family) == NameOf(_family - 1))
        {
            output.Append((byte)',');
        }
        else
        {
            WriteMember(ref output, isFirst);
        }

        JsonIndent.NewLine(ref output, _asObject ? 2 : 1);
    }

    private void WriteMember(ref Utf8Writer output, bool isFirst)
    {
        if (isFirst)
        {
            output.Append((byte)'{');
        }
        else
        {
            JsonIndent.NewLine(ref output, 1);
            output.Append("],"u8);
        }

        JsonIndent.NewLine(ref output, 1);
        JsonText.Append(ref output, NameOf(_family));
        output.Append(": ["u8);
    }

    private void WriteEnd(ref Utf8Writer output)
    {
        if (_families.IsEmpty)
        {
            output.Append(_asObject ? "{}"u8 : "[]"u8);
        }
        else if (_asObject)
        {
            JsonIndent.NewLine(ref output, 1);
            output.Append("]\n}"u8);
        }
        else
        {
            output.Append("\n]"u8);
        }
    }

    private string NameOf(int family) => _families[family].Description.Name;
}
