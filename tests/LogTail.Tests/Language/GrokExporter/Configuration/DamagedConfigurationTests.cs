using System.Text;

namespace LogTail.Tests.Language.GrokExporter.Configuration;

/// <summary>Texts that are nearly configurations: what a slip of the hand leaves.</summary>
public class DamagedConfigurationTests
{
    private const string Whole =
        """
        global: {config_version: 3, retention_check_interval: 1m30s}
        input:
          type: file
          paths: ['/var/log/*.log', "/var/log/a"] # both
          fail_on_missing_logfile: no
        imports:
        - type: grok_patterns
          file: patterns
        grok_patterns:
        - 'MINE [a-z]+(?:%{INT:n})?'
        metrics:
        - &first
          type: summary
          name: seconds
          help: |
            How long
            it took.
          match: '^%{WORD:verb} %{NUMBER:took:float}(?<rest>.*)$'
          value: '{{divide .took 1000}}'
          quantiles: {0.5: 0.05, 0.99: 0.001}
          labels:
            verb: '{{if eq .verb "GET"}}get{{else}}{{gsub .verb "[^a-z]+" `-`}}{{end}}'
          delete_match: 'gone %{WORD:who}'
          delete_labels: {verb: '{{.who}}'}
        - <<: *first
          name: again
        server: {protocol: http, port: 9144}

        """;

    private const string Signs = "{}[]:,-#'\"|>&*!%@`?\\\t\n\r .0a~<=\0\uFEFFé";

    [Fact]
    public void Is_right_before_it_is_damaged() => Assert.Equal("", Configurations.RenderCheck(Whole, ("patterns", "A b\n")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_wrong_is_said(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var text = Damaged(random);
            var fault = Record.Exception(() => Configurations.RenderCheck(text, ("patterns", "A b\n")));
            Assert.True(fault is null, $"seed {seed}, text {i}:\n{text}\n{fault}");
        }
    }

    private static string Damaged(Random random)
    {
        var text = new StringBuilder(Whole);
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Signs[random.Next(Signs.Length)]);
                    break;
                case 2:
                    text[at] = Signs[random.Next(Signs.Length)];
                    break;
                case 3:
                    text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 30), text.Length - at)));
                    break;
                default:
                    text.Length = Math.Max(1, at);
                    break;
            }
        }

        return text.ToString();
    }
}
