using System.Buffers;
using LogTail.Exposition.Json;
using LogTail.Metrics;

namespace LogTail.Exposition;

/// <summary>
/// mtail's JSON (spec/mtail-language.md §16.2), byte by byte. Take the snapshot with hidden metrics: they are part of it.
/// </summary>
public static class MtailJson
{
    /// <summary>The form of <c>-one_shot</c>: an object of lists, by exported name, without a final newline.</summary>
    /// <exception cref="NonFiniteValueException">A value cannot be said in JSON; nothing was written.</exception>
    public static void WriteObject(MetricSnapshot snapshot, IBufferWriter<byte> output) => OpenObject(snapshot).WriteAll(output);

    /// <summary>The form of <c>/json</c>: a list.</summary>
    /// <exception cref="NonFiniteValueException">A value cannot be said in JSON; nothing was written.</exception>
    public static void WriteList(MetricSnapshot snapshot, IBufferWriter<byte> output) => OpenList(snapshot).WriteAll(output);

    /// <summary>As <see cref="WriteObject"/>, leaving the writing to the caller.</summary>
    public static ExpositionPage OpenObject(MetricSnapshot snapshot) => Open(snapshot, asObject: true);

    /// <summary>As <see cref="WriteList"/>, leaving the writing to the caller.</summary>
    public static ExpositionPage OpenList(MetricSnapshot snapshot) => Open(snapshot, asObject: false);

    private static JsonPage Open(MetricSnapshot snapshot, bool asObject)
    {
        foreach (var family in snapshot.Families)
        {
            RefuseNonFinite(family);
        }

        return new JsonPage(snapshot, asObject);
    }

    private static void RefuseNonFinite(FamilySnapshot family)
    {
        if (family.Description.Type is not (MetricValueType.Float or MetricValueType.Buckets or MetricValueType.Quantiles))
        {
            return;
        }

        for (var series = 0; series < family.Count; series++)
        {
            var value = family.Description.Type == MetricValueType.Float ? family.FloatOf(series) : family.SumOf(series);
            if (!double.IsFinite(value))
            {
                throw new NonFiniteValueException(family.Description, value);
            }
        }
    }
}
