using System.Text.Json;
using LogTail.Tests.Runtime.Support;
using LogTail.Tests.Support;

namespace LogTail.Tests.Compiler.Emitting;

/// <summary>The same programs and lines, here and in the real mtail.</summary>
public sealed class MtailAgreementTests
{
    private static readonly DateTimeOffset Recently = TimeProvider.System.GetUtcNow().AddHours(-1);

    [MtailFact]
    public void Gives_the_metrics_that_mtail_gives()
    {
        var differences = AgreementCases.All.SelectMany(Differences).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static IEnumerable<string> Differences(AgreementCase one)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var running = RunningProgram.Start(one.Program + "\n").RunAt(now, one.Lines);
        var ours = Describe(JsonDocument.Parse(running.Json()).RootElement);
        var log = string.Concat(one.Lines.Select(line => line + "\n"));
        var theirs = Describe(MtailRun.Json(log, [("test.mtail", one.Program + "\n")]).Root);
        return theirs.Except(ours).Select(value => $"{one.Name}: mtail has {value}")
            .Concat(ours.Except(theirs).Select(value => $"{one.Name}: we have {value}"))
            .Concat(running.Failures.Select(failure => $"{one.Name}: {failure}"));
    }

    // Each metric with its type, each value with its time where that does not depend on when the test runs.
    private static List<string> Describe(JsonElement metrics)
    {
        var lines = new List<string>();
        foreach (var metric in metrics.EnumerateObject().Select(property => property.Value[0]))
        {
            var name = metric.GetProperty("Name").GetString();
            lines.Add($"{name}: kind {metric.GetProperty("Kind")}, type {metric.GetProperty("Type")}");
            if (metric.TryGetProperty("LabelValues", out var all))
            {
                lines.AddRange(all.EnumerateArray().Select(series => name + DescribeSeries(series)));
            }
        }

        return lines;
    }

    private static string DescribeSeries(JsonElement series)
    {
        var labels = series.TryGetProperty("Labels", out var all) ? string.Join(',', all.EnumerateArray()) : "";
        var expiry = series.TryGetProperty("Expiry", out var after) ? $" expires after {after}" : "";
        var value = series.GetProperty("Value");
        var nanos = value.GetProperty("Time").GetInt64();
        var time = nanos > Recently.ToUnixTimeMilliseconds() * 1_000_000 ? "now" : nanos.ToString(null, null);
        if (!value.TryGetProperty("Buckets", out var buckets))
        {
            return $"[{labels}] = {value.GetProperty("Value")} at {time}{expiry}";
        }

        var counts = string.Join(' ', buckets.EnumerateObject().Select(bucket => $"{bucket.Name}:{bucket.Value}"));
        return $"[{labels}] = {value.GetProperty("Count")} {value.GetProperty("Sum")} {counts} at {time}{expiry}";
    }
}
