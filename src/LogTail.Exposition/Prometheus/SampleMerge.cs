using LogTail.Metrics;
using LogTail.Metrics.Storage;

namespace LogTail.Exposition.Prometheus;

/// <summary>
/// Walks over the samples of several parts in one order: by the values of the labels, label by label in the order of
/// their names, the name of the program being one of them.
/// </summary>
internal sealed class SampleMerge : IComparer<MergedSample>
{
    private readonly IReadOnlyList<FamilyPart> _parts;

    // How many labels come before prog in the order of names; all of them when there is no such label.
    private readonly int _labelsBeforeProg;
    private readonly bool _hasProg;

    // The next sample of each part that has one left. Empty while there is one part: then there is nothing to compare.
    private readonly PriorityQueue<MergedSample, MergedSample> _heads;

    public SampleMerge(IReadOnlyList<FamilyPart> parts, bool emitsProgLabel)
    {
        _parts = parts;
        _hasProg = emitsProgLabel;
        _labelsBeforeProg = LabelsBeforeProg(parts, emitsProgLabel);
        _heads = new PriorityQueue<MergedSample, MergedSample>(this);
        for (var part = 0; parts.Count > 1 && part < parts.Count; part++)
        {
            _heads.Enqueue(new MergedSample(part, 0), new MergedSample(part, 0));
        }

        Current = new MergedSample(0, -1);
    }

    public MergedSample Current { get; private set; }

    public bool MoveNext()
    {
        if (_parts.Count == 1)
        {
            Current = new MergedSample(0, Current.Rank + 1);
            return Current.Rank < _parts[0].Family.Count;
        }

        if (!_heads.TryDequeue(out var next, out _))
        {
            return false;
        }

        Current = next;
        if (next.Rank + 1 < _parts[next.Part].Family.Count)
        {
            var following = next with { Rank = next.Rank + 1 };
            _heads.Enqueue(following, following);
        }

        return true;
    }

    public int Compare(MergedSample x, MergedSample y)
    {
        var (xFamily, yFamily) = (_parts[x.Part].Family, _parts[y.Part].Family);
        var xLabels = xFamily.LabelTextOf(xFamily.InLabelOrder()[x.Rank]);
        var yLabels = yFamily.LabelTextOf(yFamily.InLabelOrder()[y.Rank]);
        for (var i = 0; i < xFamily.LabelKeys.Length; i++)
        {
            if (i == _labelsBeforeProg && ComparePrograms(xFamily, yFamily) is var byProgram and not 0)
            {
                return byProgram;
            }

            var byLabel = LabelText.ValueOf(xLabels, xFamily.LabelKeys[i].Position)
                .SequenceCompareTo(LabelText.ValueOf(yLabels, yFamily.LabelKeys[i].Position));
            if (byLabel != 0)
            {
                return byLabel;
            }
        }

        return ComparePrograms(xFamily, yFamily);
    }

    private int ComparePrograms(FamilySnapshot x, FamilySnapshot y) =>
        _hasProg ? string.CompareOrdinal(x.Description.Program, y.Description.Program) : 0;

    private static int LabelsBeforeProg(IReadOnlyList<FamilyPart> parts, bool emitsProgLabel) =>
        emitsProgLabel
            ? parts[0].Family.LabelKeys.Count(key => string.CompareOrdinal(key.Name, PrometheusNames.ProgLabel) < 0)
            : int.MaxValue;
}
