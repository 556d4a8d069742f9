using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LogTail.Conformance.Support;

/// <summary>
/// Turns the output of mtail 3.0.0~rc50 into that of mtail HEAD, which LogTail follows, where the two differ
/// (<c>mtail-language.md</c> §24): rc50 counts a histogram's value at or below the lowest bound in no bucket.
/// </summary>
internal static partial class MtailCorrections
{
    /// <summary>As mtail writes it.</summary>
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Prometheus text: what the buckets lack of the count belongs to the first, and they are cumulative.</summary>
    public static string ToHeadText(string text)
    {
        var lines = text.Split('\n');
        var counts = lines.Select(line => CountLine().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups["series"].Value + "|" + match.Groups["labels"].Value, Number, StringComparer.Ordinal);
        var filled = lines.Select(line => BucketLine().Match(line)).Where(match => match.Success && match.Groups["le"].Value == "+Inf")
            .ToDictionary(match => match.Groups["series"].Value + "|" + match.Groups["labels"].Value, Number, StringComparer.Ordinal);
        return string.Join('\n', lines.Select(line => BucketLine().Replace(line, match =>
        {
            var series = match.Groups["series"].Value + "|" + match.Groups["labels"].Value;
            var missing = counts[series] - filled[series];
            return missing == 0
                ? match.Value
                : match.Groups["head"].Value + (Number(match) + missing).ToString(CultureInfo.InvariantCulture);
        })));
    }

    /// <summary>JSON: the buckets are not cumulative.</summary>
    public static string ToHeadJson(string text)
    {
        var root = JsonNode.Parse(text)!;
        foreach (var value in AllValues(root).Where(value => value["Buckets"] is JsonObject))
        {
            var buckets = value["Buckets"]!.AsObject();
            var missing = value["Count"]!.GetValue<long>() - buckets.Sum(bucket => bucket.Value!.GetValue<long>());
            var first = buckets.MinBy(bucket => bucket.Key == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Key, CultureInfo.InvariantCulture)).Key;
            buckets[first] = buckets[first]!.GetValue<long>() + missing;
        }

        return root.ToJsonString(Indented);
    }

    /// <summary>
    /// What of a JSON output can be compared: without the times of updates that happened while the test ran, and without
    /// hidden metrics, which rc50 does not store and HEAD shows.
    /// </summary>
    /// <param name="start">Unix nanoseconds; older times come from the log and stay.</param>
    public static string Comparable(string json, long start)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, metrics) in root.ToArray())
        {
            foreach (var hidden in metrics!.AsArray().Where(metric => metric!["Hidden"] is not null).ToArray())
            {
                metrics.AsArray().Remove(hidden);
            }

            if (metrics.AsArray().Count == 0)
            {
                root.Remove(name);
            }
        }

        foreach (var value in AllValues(root).Where(value => value["Time"]!.GetValue<long>() >= start))
        {
            value["Time"] = "now";
        }

        return root.ToJsonString(Indented) + "\n";
    }

    /// <summary>The values of all series of the metrics of one name.</summary>
    public static IEnumerable<JsonObject> Values(JsonNode metrics) =>
        from metric in metrics.AsArray()
        where metric!["LabelValues"] is not null
        from series in metric!["LabelValues"]!.AsArray()
        select series!["Value"]!.AsObject();

    private static IEnumerable<JsonObject> AllValues(JsonNode root) => root.AsObject().SelectMany(metrics => Values(metrics.Value!));

    private static double Number(Match match) => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^(?<series>[\w:]+)_count\{(?<labels>.*)\} (?<value>\S+)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex CountLine();

    [GeneratedRegex("""^(?<head>(?<series>[\w:]+)_bucket\{(?<labels>.*),le="(?<le>[^"]*)"\} )(?<value>\S+)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex BucketLine();
}
