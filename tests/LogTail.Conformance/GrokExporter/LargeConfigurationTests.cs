using System.Globalization;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>More of everything than anybody writes by hand: what scripts generate must work too.</summary>
public sealed class LargeConfigurationTests : IDisposable
{
    private const string Head = "global: {config_version: 3}\ninput: {type: stdin}\nmetrics:\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // More than an assembly can hold, were the characters of \w in it once for each.
    [Fact]
    public async Task Two_thousand_metrics_compile_and_each_counts_its_own_lines()
    {
        const int count = 2000;
        var metrics = Numbers(count).Select(n => $"- {{type: counter, name: m{n}, help: h, match: '^x{n} %{{WORD:w}}', labels: {{w: '{{{{.w}}}}'}}}}\n");
        var page = await RunAsync(Head + string.Concat(metrics), string.Concat(Numbers(count).Select(n => $"x{n} w{n}\n")));
        Assert.Equal(Numbers(count).Select(n => $"m{n}{{w=\"w{n}\"}} 1").Order(StringComparer.Ordinal), Samples(page).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Three_hundred_labels_with_a_value_of_a_hundred_thousand_characters_each()
    {
        var text = new string('x', 100_000);
        var labels = Numbers(300).Select(n => $"    l{n}: '{{{{.l}}}}{n}'\n");
        var page = await RunAsync($"{Head}- type: counter\n  name: many\n  help: h\n  match: '^%{{GREEDYDATA:l}}$'\n  retention: 876000h\n  labels:\n{string.Concat(labels)}", text + "\n");
        var expected = string.Join(',', Numbers(300).Select(n => (Name: $"l{n}", Value: text + n)).OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}=\"{label.Value}\""));
        Assert.Equal($"many{{{expected}}} 1", Assert.Single(Samples(page)));
    }

    [Fact]
    public async Task Five_thousand_buckets()
    {
        var page = await RunAsync(
            $"{Head}- {{type: histogram, name: h, help: h, match: '(?<n>\\d+)', value: '{{{{.n}}}}', buckets: [{string.Join(", ", Numbers(5000))}]}}\n", "4999\n7\n");
        var samples = Samples(page);
        Assert.Equal(5003, samples.Length);
        Assert.Equal("h_bucket{le=\"6\"} 0", samples[6]);
        Assert.Equal("h_bucket{le=\"7\"} 1", samples[7]);
        Assert.Equal(["h_bucket{le=\"4998\"} 1", "h_bucket{le=\"4999\"} 2", "h_bucket{le=\"+Inf\"} 2", "h_sum 5006", "h_count 2"], samples[4998..]);
    }

    [Fact]
    public async Task A_log_cannot_fill_or_forge_the_log_of_the_daemon()
    {
        var configuration = $"{Head}- {{type: gauge, name: g, help: h, match: '(?<v>.+)', value: '{{{{.v}}}}'}}\n";
        var result = await RunToEndAsync(configuration, new string('x', 100_000) + "\nred \u001b[31m\r 2026\n");
        Assert.Contains("which is not a valid number", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Errors);
        Assert.All(result.Errors.Split('\n'), line => Assert.InRange(line.Length, 0, 1000));
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static string[] Samples(string page) => [.. page.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    private async Task<string> RunAsync(string configuration, string lines) => (await RunToEndAsync(configuration, lines)).Successful();

    private Task<CommandResult> RunToEndAsync(string configuration, string lines) => LogTailCommand.Run(
        TimeSpan.FromMinutes(5), "run", "--once", "--config", _folder.Write("c.yml", configuration), "--logs", _folder.Write("a.log", lines), "--cache", "none");
}
