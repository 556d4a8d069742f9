using LogTail.Language;
using LogTail.Tests.Language.GrokExporter;

namespace LogTail.Tests.Language.Diagnostics;

/// <summary>grok_exporter configurations (spec/grok.md §6). Each code with its whole rendering; the method has the name of the code.</summary>
public class ConfigurationDiagnosticsTests
{
    private const string Head = "global:\n  config_version: 3\n";

    [Fact]
    public void InvalidYaml() => Assert.Contains(
        """
        hint: Put text that contains : # { [ % or a backslash in 'single quotes', and indent with blanks.

        """,
        AssertRendering("c.yml:4:1: error LT0401: This is no valid YAML: ", Configurations.Render(Head + "metrics: [a\n")),
        StringComparison.Ordinal);

    [Fact]
    public void WrongYamlKind() => Assert.Equal(
        """
        c.yml:5:12: error LT0402: `input.readall` must be true or false.
              readall: maybe
                       ^^^^^
        hint: Write it without quotes: readall: true

        """,
        Configurations.Render(Head + "input:\n  type: file\n  readall: maybe\n  path: /var/log/a\n" + Configurations.Metrics));

    [Fact]
    public void MissingKey() => Assert.Equal(
        """
        c.yml:4:3: error LT0403: Invalid metric configuration: 'metrics.match' must not be empty.
            - type: counter
              ^
        hint: Add `match:` to this metric.

        """,
        Configurations.Render(Head + "metrics:\n- type: counter\n  name: n\n  help: h\n"));

    [Fact]
    public void KeyNotAllowed() => Assert.Equal(
        """
        c.yml:9:3: error LT0404: 'metrics.buckets' cannot be used for gauge metrics.
              buckets: [1, 2]
              ^^^^^^^
        hint: Only histograms have buckets.

        """,
        Configurations.Render(Head + "metrics:\n- type: gauge\n  name: n\n  help: h\n  match: m\n  value: '1'\n  buckets: [1, 2]\n"));

    [Fact]
    public void InvalidSetting() => Assert.Equal(
        """
        c.yml:4:9: error LT0405: unsupported 'input.type': foo
              type: foo
                    ^^^
        hint: Use file, stdin, webhook or kafka.

        """,
        Configurations.Render(Head + "input:\n  type: foo\n" + Configurations.Metrics));

    [Fact]
    public void UnsupportedVersion() => Assert.Equal(
        """
        c.yml:2:19: error LT0406: global.config_version 4 is not supported.
              config_version: 4
                              ^
        hint: Versions 2 and 3 are.

        """,
        Configurations.Render("global:\n  config_version: 4\n" + Configurations.Metrics));

    [Fact]
    public void BadImport() => Assert.Equal(
        """
        c.yml:5:8: error LT0407: There is no `nowhere`.
              dir: nowhere
                   ^^^^^^^
        hint: Relative paths begin in the working directory.

        """,
        Configurations.Render(Head + "imports:\n- type: grok_patterns\n  dir: nowhere\n" + Configurations.Metrics));

    [Fact]
    public void MetricDefinedTwice() => Assert.Equal(
        """
        m.yml:2:9: error LT0408: Invalid metric configuration: metric 'lines_total' defined twice.
              name: lines_total
                    ^^^^^^^^^^^
        hint: The other one is at c.yml:8:9.

        """,
        Configurations.Render(
            Head + "imports:\n- type: metrics\n  file: m.yml\n" + Configurations.Metrics,
            ("m.yml", "- type: counter\n  name: lines_total\n  help: h\n  match: .\n")));

    [Fact]
    public void InvalidMetricName() => Assert.Equal(
        """
        c.yml:5:9: error LT0409: 'http-requests' is not a valid metric name.
              name: http-requests
                    ^^^^^^^^^^^^^
        hint: Letters, digits, underscores and colons; no digit first.

        """,
        Configurations.Render(Head + "metrics:\n- type: counter\n  name: http-requests\n  help: h\n  match: .\n"));

    [Fact]
    public void InvalidLabelName() => Assert.Equal(
        """
        c.yml:10:5: error LT0410: 'le' is not allowed as a label of a histogram.
                le: x
                ^^
        hint: Prometheus itself gives its samples this label; choose another name.

        """,
        Configurations.Render(Head + "metrics:\n- type: histogram\n  name: n\n  help: h\n  match: .\n  value: '1'\n  labels:\n    le: x\n"));

    [Fact]
    public void BadQuantiles() => Assert.Equal(
        """
        c.yml:9:15: error LT0411: 'metrics.quantiles' must be from 0 to 1, and so must their errors.
              quantiles: {50: 0.05}
                          ^^
        hint: The median with an error of 5 percent is 0.5: 0.05.

        """,
        Configurations.Render(Head + "metrics:\n- type: summary\n  name: n\n  help: h\n  match: .\n  value: '1'\n  quantiles: {50: 0.05}\n"));

    [Fact]
    public void UnknownField() => Assert.Equal(
        """
        c.yml:9:11: error LT0412: grok field nope not found in match pattern.
                a: '{{.nope}}'
                      ^^^^^
        hint: It captures user.

        """,
        Configurations.RenderCheck(Head + "metrics:\n- type: counter\n  name: n\n  help: h\n  match: '%{WORD:user}'\n  labels:\n    a: '{{.nope}}'\n"));

    [Fact]
    public void AmbiguousField() => Assert.Equal(
        """
        c.yml:9:11: error LT0413: grok field a found 2 times in match pattern: this is ambiguous.
                a: '{{.a}}'
                      ^^
        hint: Give the fields of the pattern different names.

        """,
        Configurations.RenderCheck(Head + "metrics:\n- type: counter\n  name: n\n  help: h\n  match: '%{WORD:a} %{WORD:a}'\n  labels:\n    a: '{{.a}}'\n"));

    [Fact]
    public void InvalidTemplate() => Assert.Equal(
        """
        c.yml:9:11: error LT0414: The template of label a is wrong: function "user" not defined: don't forget to put a . (dot) in front of grok fields, otherwise it will be interpreted as a function.
                a: '{{user}}'
                      ^^^^
        hint: Did you mean .user?

        """,
        Configurations.RenderCheck(Head + "metrics:\n- type: counter\n  name: n\n  help: h\n  match: '%{WORD:user}'\n  labels:\n    a: '{{user}}'\n"));

    [Fact]
    public void InvalidGrok() => Assert.Equal(
        """
        p/x:1:5: error LT0415: There is no pattern `NOPE`. In %{FOO}, used at c.yml:10:12.
            FOO %{NOPE}
                ^^^^^^^
        hint: Define it in a pattern file, one `NAME pattern` per line.

        """,
        Configurations.RenderCheck(
            Head + "imports:\n- type: grok_patterns\n  dir: p/\nmetrics:\n- type: counter\n  name: n\n  help: h\n  match: 'a%{FOO}'\n", ("p/x", "FOO %{NOPE}\n")));

    [Fact]
    public void NoSuchDirectory() => Assert.Equal(
        """
        c.yml:5:9: error LT0416: "/no/such": no such directory
              path: /no/such/*.log
                    ^^^^^^^^^^^^^^
        hint: Make the directory, or correct the path; relative ones begin in the working directory.

        """,
        Configurations.Render(Head + "input:\n  type: file\n  path: /no/such/*.log\n" + Configurations.Metrics));

    [Fact]
    public void UnknownKey() => Assert.Equal(
        """
        c.yml:4:3: warning LT0551: There is no key `server.ports`; it has no effect.
              ports: 80
              ^^^^^
        hint: Did you mean `port`?

        """,
        Configurations.Render(Head + "server:\n  ports: 80\n" + Configurations.Metrics));

    [Fact]
    public void RepeatedKey() => Assert.Equal(
        """
        c.yml:5:3: warning LT0552: `port` is given twice; this one counts.
              port: 81
              ^^^^
        hint: Delete the other one.

        """,
        Configurations.Render(Head + "server:\n  port: 80\n  port: 81\n" + Configurations.Metrics));

    [Fact]
    public void BareDuration() => Assert.Equal(
        """
        c.yml:6:18: warning LT0553: `input.poll_interval: 5` has no unit and is taken as 5 s; grok_exporter takes it as nanoseconds.
              poll_interval: 5
                             ^
        hint: Write 5s.

        """,
        Configurations.Render(Head + "input:\n  type: file\n  path: /var/log/a\n  poll_interval: 5\n" + Configurations.Metrics));

    [Fact]
    public void ConversionDiffers() => Assert.Equal(
        """
        c.yml:11:13: warning LT0561: n: `index` into a text gives the number of a byte; the language has none. The metric is left out.
                l: 'a {{index .f 0}}'
                        ^^^^^^^^^^
        hint: Cut the character out with `slice`, and compare it as a text.

        """,
        string.Concat(Configurations.Convert(
            Head + "input:\n  type: stdin\nmetrics:\n- type: counter\n  name: n\n  help: h\n  match: (?<f>\\S+)\n  labels:\n    l: 'a {{index .f 0}}'\n")
            .Differences.Select(difference => DiagnosticText.Render(difference, difference.Text!))));

    private static string AssertRendering(string start, string rendering)
    {
        Assert.StartsWith(start, rendering, StringComparison.Ordinal);
        return rendering;
    }
}
