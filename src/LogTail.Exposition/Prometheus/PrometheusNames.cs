using System.Buffers;

namespace LogTail.Exposition.Prometheus;

/// <summary>Which names the text format takes.</summary>
internal static class PrometheusNames
{
    public const string ProgLabel = "prog";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    private const string Digits = "0123456789";

    // Reserved by Prometheus for itself.
    private const string InternalPrefix = "__";

    private static readonly SearchValues<char> LabelChars = SearchValues.Create(Letters + Digits);
    private static readonly SearchValues<char> MetricChars = SearchValues.Create(Letters + Digits + ":");

    /// <summary>The name under which a metric is exported.</summary>
    public static string Exported(string name) => name.Replace('-', '_');

    public static bool IsMetricName(ReadOnlySpan<char> name) => BeginsWell(name) && !name.ContainsAnyExcept(MetricChars);

    public static bool IsLabelName(ReadOnlySpan<char> name) =>
        BeginsWell(name) && !name.ContainsAnyExcept(LabelChars) && !name.StartsWith(InternalPrefix, StringComparison.Ordinal);

    private static bool BeginsWell(ReadOnlySpan<char> name) => !name.IsEmpty && !char.IsAsciiDigit(name[0]);
}
