using System.Diagnostics;
using System.Text;
using LogTail.Exposition.Pages;
using LogTail.Metrics;

namespace LogTail.Exposition.Prometheus;

/// <summary>The lines of a metric that programs declared.</summary>
internal sealed class ProgramSampleLines : SampleLines
{
    private const int SamplesAhead = 32;

    private readonly PlannedFamily _family;
    private readonly SampleMerge _samples;
    private readonly bool _emitTimestamps;
    private readonly byte[] _name;

    public ProgramSampleLines(PlannedFamily family, bool emitTimestamps)
    {
        _family = family;
        _samples = family.InOrder();
        _emitTimestamps = emitTimestamps;
        _name = Encoding.UTF8.GetBytes(family.Name);
    }

    public override bool WriteNext(ref Utf8Writer output)
    {
        if (!_samples.MoveNext())
        {
            return false;
        }

        var part = _family.PartOf(_samples.Current);
        var order = part.Family.InLabelOrder();
        var rank = _samples.Current.Rank;
        if (rank % SamplesAhead == 0)
        {
            part.Family.Preload(order.Slice(rank, Math.Min(SamplesAhead, order.Length - rank)));
        }

        var series = order[rank];
        if (_family.IsHistogram)
        {
            WriteHistogram(ref output, part, series);
        }
        else if (_family.IsSummary)
        {
            WriteSummary(ref output, part, series);
        }
        else
        {
            WriteName(ref output, ""u8, part, series);
            output.Append(part.AfterLabels);
            WriteNumber(ref output, part.Family, series);
            EndLine(ref output, part.Family, series);
        }

        return true;
    }

    private void WriteHistogram(ref Utf8Writer output, FamilyPart part, int series)
    {
        var family = part.Family;
        var buckets = family.BucketsOf(series);
        long cumulative = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            cumulative += buckets[i];
            WriteName(ref output, "_bucket"u8, part, series);
            output.Append(part.AfterBucketLabels[i]);
            output.AppendPrometheus(cumulative);
            EndLine(ref output, family, series);
        }

        WriteSumAndCount(ref output, part, series);
    }

    private void WriteSummary(ref Utf8Writer output, FamilyPart part, int series)
    {
        var family = part.Family;
        for (var i = 0; i < part.AfterQuantileLabels.Length; i++)
        {
            WriteName(ref output, ""u8, part, series);
            output.Append(part.AfterQuantileLabels[i]);
            output.AppendPrometheus(family.QuantileOf(series, i));
            EndLine(ref output, family, series);
        }

        WriteSumAndCount(ref output, part, series);
    }

    private void WriteSumAndCount(ref Utf8Writer output, FamilyPart part, int series)
    {
        var family = part.Family;
        WriteName(ref output, "_sum"u8, part, series);
        output.Append(part.AfterLabels);
        output.AppendPrometheus(family.SumOf(series));
        EndLine(ref output, family, series);
        WriteName(ref output, "_count"u8, part, series);
        output.Append(part.AfterLabels);
        output.AppendPrometheus(family.ObservationsOf(series));
        EndLine(ref output, family, series);
    }

    private void WriteName(ref Utf8Writer output, ReadOnlySpan<byte> suffix, FamilyPart part, int series)
    {
        output.Append(_name);
        output.Append(suffix);
        part.Labels.Write(ref output, part.Family.LabelTextOf(series));
    }

    /// <summary>A text that a program stored in a numeric metric is exported as 0 (spec/mtail-language.md §7.7).</summary>
    private static void WriteNumber(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        switch (family.Description.Type)
        {
            case MetricValueType.Int:
                output.AppendPrometheus(family.IntOf(series));
                break;
            case MetricValueType.Float:
                output.AppendPrometheus(family.FloatOf(series));
                break;
            case MetricValueType.String:
                output.Append((byte)'0');
                break;
            case MetricValueType.Buckets:
            case MetricValueType.Quantiles:
            default:
                throw new UnreachableException();
        }
    }

    private void EndLine(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        if (_emitTimestamps)
        {
            output.Append((byte)' ');
            output.Append(UnixTime.Milliseconds(family.TimeNanosOf(series)));
        }

        output.Append((byte)'\n');
    }
}
