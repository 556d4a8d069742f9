using System.Globalization;
using System.Net;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>Lines that come by HTTP; what is expected is reasoned from spec/grok.md §6.3.</summary>
public sealed class WebhookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_single_text_is_one_line_by_any_method_and_is_counted_when_the_answer_comes()
    {
        await using var exporter = await Start("webhook_format: text_single");
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("  user=alice took=1.5\n"));
        Assert.Equal(1, (await exporter.Scrape())["took_count{user=\"alice\"}"]);
        using (var put = await exporter.Send(HttpMethod.Put, "/webhook", "user=bob took=2"))
        {
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }

        // An empty body is an empty line, which matches nothing.
        using (var get = await exporter.Send(HttpMethod.Get, "/webhook"))
        {
            Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await exporter.Post("first\nuser=carol took=3\nlast"));
        var scrape = await exporter.Scrape();
        Assert.Equal(1, scrape["took_count{user=\"bob\"}"]);
        Assert.Equal(1, scrape["took_count{user=\"carol\"}"]);
        Assert.Equal(3, scrape["grok_exporter_lines_total{status=\"matched\"}"]);
        Assert.Equal(1, scrape["grok_exporter_lines_total{status=\"ignored\"}"]);
    }

    [Fact]
    public async Task A_bulk_of_texts_is_split_at_the_separator()
    {
        await using var exporter = await Start("webhook_format: text_bulk", "webhook_text_bulk_separator: \"\\n\"", "webhook_path: /in");
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("user=a took=1\n\n user=a took=2 \r\nuser=b took=4\n", "/in"));
        Assert.Equal(HttpStatusCode.NotFound, await exporter.Post("user=a took=1"));
        var scrape = await exporter.Scrape();
        Assert.Equal(3, scrape["took_sum{user=\"a\"}"]);
        Assert.Equal(4, scrape["took_sum{user=\"b\"}"]);
        Assert.Equal(1, scrape["grok_exporter_lines_total{status=\"ignored\"}"]);
    }

    [Fact]
    public async Task An_object_brings_its_line_and_what_templates_want_of_it()
    {
        await using var exporter = await Start(
            """{{index .extra "app"}}""", "webhook_format: json_single", "webhook_json_selector: .event.lines[1]");
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("""{"app": "shop", "event": {"lines": ["no", "user=a took=1"]}}"""));
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("""{"event": {"lines": [0, "user=a took=2"]}}"""));
        foreach (var (body, reason) in new[]
        {
            ("{\"event\": ", "not JSON"), ("""{"event": {"lines": ["one"]}}""", "it has no .event.lines[1]"), ("""{"event": {"lines": [0, 7]}}""", "is a number, not a text"), ("[]", "an array, not an object"),
        })
        {
            using var response = await exporter.Send(HttpMethod.Post, "/webhook", body);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var scrape = await exporter.Scrape();
        Assert.Equal(1, scrape["took_sum{extra=\"shop\",user=\"a\"}"]);
        Assert.Equal(2, scrape["took_sum{extra=\"<no value>\",user=\"a\"}"]);
        Assert.Equal(2, scrape["grok_exporter_lines_total{status=\"matched\"}"]);
        Assert.Equal(0, scrape["grok_exporter_lines_total{status=\"ignored\"}"]);
    }

    [Fact]
    public async Task Entries_of_an_array_are_below_x_for_templates_and_those_before_a_bad_one_count()
    {
        await using var exporter = await Start("""{{index .extra "x" "app"}}""", "webhook_format: json_bulk");
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("""[{"message": "user=a took=1", "app": "one"}, {"message": "user=a took=2", "app": "two"}]"""));
        using var response = await exporter.Send(
            HttpMethod.Post, "/webhook", """[{"message": "user=b took=1", "app": "one"}, {"text": "user=b took=8"}, {"message": "user=b took=16", "app": "one"}]""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Entry 2 cannot be used: it has no .message. The entry before it was counted.\n", await response.Content.ReadAsStringAsync());
        var scrape = await exporter.Scrape();
        Assert.Equal(1, scrape["took_sum{extra=\"one\",user=\"a\"}"]);
        Assert.Equal(2, scrape["took_sum{extra=\"two\",user=\"a\"}"]);
        Assert.Equal(1, scrape["took_sum{extra=\"one\",user=\"b\"}"]);
    }

    [Fact]
    public async Task Lines_of_objects_are_read_up_to_the_first_bad_one()
    {
        await using var exporter = await Start("""{{index .extra "app"}}""", "webhook_format: json_lines");
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("{\"message\": \"user=a took=1\", \"app\": \"x\"}\n\n{\"message\": \"user=a took=2\", \"app\": \"x\"}\n"));
        Assert.Equal(HttpStatusCode.BadRequest, await exporter.Post("{\"message\": \"user=a took=4\", \"app\": \"x\"}\noops\n{\"message\": \"user=a took=8\", \"app\": \"x\"}\n"));
        Assert.Equal(7, (await exporter.Scrape())["took_sum{extra=\"x\",user=\"a\"}"]);
    }

    [Fact]
    public async Task Only_the_two_paths_exist_and_a_body_has_a_limit()
    {
        await using var exporter = await Start("webhook_format: text_single");
        foreach (var path in new[] { "/", "/json", "/healthz", "/readyz", "/metrics/", "/webhook/x", "/progz", "/favicon.ico" })
        {
            using var response = await exporter.Send(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        using (var scrape = await exporter.Send(HttpMethod.Post, "/metrics", ""))
        {
            Assert.Equal(HttpStatusCode.OK, scrape.StatusCode);
            Assert.Equal("text/plain; version=0.0.4; charset=utf-8", scrape.Content.Headers.ContentType!.ToString());
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await exporter.Post(new string('x', 17 * 1024 * 1024)));
        Assert.Equal(HttpStatusCode.OK, await exporter.Post("user=a took=1"));
        Assert.Equal(1, (await exporter.Scrape())["took_count{user=\"a\"}"]);
    }

    [Fact]
    public async Task A_hundred_thousand_lines_of_many_clients_are_counted_exactly()
    {
        const int clients = 8;
        const int bodies = 1250;
        const int linesPerBody = 10;
        await using var exporter = await Start("webhook_format: text_bulk", "webhook_text_bulk_separator: \"\\n\"");
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            var body = string.Join('\n', Enumerable.Range(0, linesPerBody).Select(line => string.Create(CultureInfo.InvariantCulture, $"user=u{client} took={line}")));
            for (var i = 0; i < bodies; i++)
            {
                // What was refused for want of room was not taken, and is sent again.
                HttpStatusCode answer;
                while ((answer = await exporter.Post(body)) == HttpStatusCode.ServiceUnavailable)
                {
                    await Task.Delay(10);
                }

                Assert.Equal(HttpStatusCode.OK, answer);
                if (i % 100 == 0)
                {
                    Assert.Equal(HttpStatusCode.OK, await exporter.Post("nothing of interest"));
                }
            }
        }));

        var scrape = await exporter.Scrape();
        Assert.All(Enumerable.Range(0, clients), client => Assert.Equal(bodies * linesPerBody, scrape[$"took_count{{user=\"u{client}\"}}"]));
        Assert.Equal(clients * bodies * linesPerBody, scrape["grok_exporter_lines_total{status=\"matched\"}"]);
        Assert.Equal(clients * 13, scrape["grok_exporter_lines_total{status=\"ignored\"}"]);
    }

    private Task<ExporterProcess> Start(params string[] webhook) => StartWith(null, webhook);

    private Task<ExporterProcess> Start(string extra, string first, params string[] rest) =>
        extra.StartsWith("{{", StringComparison.Ordinal) ? StartWith(extra, [first, .. rest]) : StartWith(null, [extra, first, .. rest]);

    private Task<ExporterProcess> StartWith(string? extra, string[] webhook) => ExporterProcess.Start(
        _folder,
        $$$"""
        global:
          config_version: 3
        input:
          type: webhook
          {{{string.Join("\n  ", webhook)}}}
        metrics:
          - type: summary
            name: took
            help: Seconds a request took.
            match: 'user=(?<user>[a-z0-9]+) took=(?<took>[0-9.]+)'
            value: '{{.took}}'
            labels:
              user: '{{.user}}'
              {{{(extra is null ? "" : $"extra: '{extra}'")}}}
        server:
          host: 127.0.0.1
          port: PORT
        """);
}
