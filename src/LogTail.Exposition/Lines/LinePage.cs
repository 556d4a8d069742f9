using System.Collections.Immutable;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Lines;

/// <summary>Writes the series of a snapshot one after the other, families in the order of the store.</summary>
internal sealed class LinePage(MetricSnapshot snapshot, LineFormat format) : ExpositionPage
{
    private readonly ImmutableArray<FamilySnapshot> _families = format.Select(snapshot);
    private int _family;
    private int _series;

    private protected override bool WriteItem(ref Utf8Writer output)
    {
        if (_family == _families.Length)
        {
            return false;
        }

        var family = _families[_family];
        if (_series < family.Count)
        {
            format.WriteSeries(ref output, family, _series);
            _series++;
        }
        else
        {
            _family++;
            _series = 0;
        }

        return true;
    }
}
