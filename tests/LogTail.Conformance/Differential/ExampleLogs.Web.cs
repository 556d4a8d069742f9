using LogTail.Benchmarks.Corpora;

namespace LogTail.Conformance.Differential;

internal static partial class ExampleLogs
{
    private const string ClfTime = "dd/MMM/yyyy:HH:mm:ss";

    private static ExampleLog ApacheCombined => new(
        "apache_combined",
        "access.log",
        new Scene("with a body", (dice, clock) => Combined(dice, clock, "+0000", $"{dice.Between(1, 90_000)}")),
        new Scene("empty body", (dice, clock) => Combined(dice, clock, "-0730", "0")),
        new Scene("no body: the size cannot be read, which ends the line after the request is counted", (dice, clock) => Combined(dice, clock, "+0000", "-")),
        new Scene("impossible date, new and known", (dice, clock) => Twice(Combined(dice, clock, $"+{dice.Below(10_000):0000}", "77").Replace("03/Feb", "31/Feb", StringComparison.Ordinal))),
        new Scene("referrer with a space", (dice, clock) => Combined(dice, clock, "+0000", "77").Replace("example.com/", "example.com/ ", StringComparison.Ordinal)),
        new Scene("control character in the agent", (dice, clock) => Combined(dice, clock, "+0000", "77").Replace("Mozilla", "Moz\u0001illa", StringComparison.Ordinal)));

    private static ExampleLog ApacheCommon => new(
        "apache_common",
        "access.log",
        new Scene("with a body", (dice, clock) => Timed(dice, clock, $"{dice.Between(1, 90_000)}")),
        new Scene("empty body", (dice, clock) => Timed(dice, clock, "0")),
        new Scene("no body", (dice, clock) => Timed(dice, clock, "-")),
        new Scene("no time taken", (dice, clock) => Combined(dice, clock, "+0000", "77")));

    private static ExampleLog ApacheMetrics => new(
        "apache_metrics",
        "metrics.log",
        new Scene("kept alive", (dice, _) => ForMetrics(dice, "+")),
        new Scene("closed", (dice, _) => ForMetrics(dice, "-")),
        new Scene("aborted", (dice, _) => ForMetrics(dice, "X")),
        new Scene("unknown status of the connection", (dice, _) => ForMetrics(dice, "é")),
        new Scene("two signs", (dice, _) => ForMetrics(dice, "++")));

    private static ExampleLog Lighttpd => new(
        "lighttpd",
        "lighttpd.access.log",
        new Scene("for a proxy", (dice, clock) => ForLighttpd(dice, clock, "198.51.100.7", "/index.html")),
        new Scene("direct", (dice, clock) => ForLighttpd(dice, clock, "-", "/index.html")),
        new Scene("health check", (dice, clock) => ForLighttpd(dice, clock, "-", "/healthz")),
        new Scene("space in the URL", (dice, clock) => ForLighttpd(dice, clock, "-", "/a b")),
        new Scene("bad time, new and known", (dice, _) => Twice($"- 192.0.2.1 - [{dice.Hex(12)}] \"GET / HTTP/1.1\" 200 1 2 3 4 \"-\" \"x\"")));

    private static ExampleLog LighttpdElsewhere => new(
        "lighttpd",
        "other.log",
        new Scene("a file the program does not want", (dice, clock) => ForLighttpd(dice, clock, "198.51.100.7", "/index.html")));

    private static ExampleLog Rails => new(
        "rails",
        "production.log",
        new Scene("started", (dice, _) => $"Started {Method(dice)} \"/orders/{dice.Below(50)}\" for 192.0.2.1 at 2026-02-03 04:05:06 +0000"),
        new Scene("completed", (dice, _) => $"Completed {Status(dice)} OK in {dice.Between(1, 20_000)}ms (Views: 1.2ms | ActiveRecord: 0.4ms)"),
        new Scene("completed, with nothing after it", (dice, _) => $"Completed {Status(dice)} OK in {dice.Between(1, 20_000)}ms"),
        new Scene("processing", (_, _) => "Processing by OrdersController#show as HTML"));

    private static string Combined(Dice dice, LineClock clock, string zone, string bytes) =>
        $"{Request(dice, clock, zone)} {bytes} \"https://www.example.com/{dice.Below(5)}\" \"Mozilla/5.0 (X11; Linux x86_64)\"";

    private static string Timed(Dice dice, LineClock clock, string bytes) =>
        $"{Request(dice, clock, "+0100")} {bytes} {dice.Below(3_000_000)} \"-\" \"agent/{dice.Below(3)}\"";

    private static string Request(Dice dice, LineClock clock, string zone) =>
        $"{dice.Pick(["192.0.2.1", "2001:db8::1", "host-1.example.com"])} - {dice.Pick(["-", "alice", "bob-2"])} [{clock.Seconds(ClfTime)} {zone}] "
        + $"\"{Method(dice)} /{dice.Pick(["", "a?b=c", "größe", "x/y.html"])} HTTP/{dice.Pick(["1.0", "1.1", "2"])}\" {Status(dice)}";

    private static string ForMetrics(Dice dice, string connection) =>
        $"www.example.com:{dice.Pick(["80", "443"])} {dice.Pick(["-", "proxy-server", "cgi-script"])} {Method(dice)} {Status(dice)} HTTP/1.1 conn={connection} "
        + $"{dice.Between(1, 20_000_000)} {dice.Below(100_000)} {dice.Below(3_000)} {dice.Below(20)}";

    private static string ForLighttpd(Dice dice, LineClock clock, string proxiedFor, string url)
    {
        var body = dice.Below(9_000);
        return $"{proxiedFor} 192.0.2.{dice.Between(1, 4)} - [{clock.Seconds(ClfTime)} +0000] \"{Method(dice)} {url} HTTP/1.1\" {Status(dice)} "
            + $"{body} {dice.Below(900)} {body + dice.Between(100, 400)} {dice.Below(8)} \"-\" \"curl/8.5.0\"";
    }

    private static string Method(Dice dice) => dice.Pick(["GET", "POST", "HEAD", "PUT"]);

    private static int Status(Dice dice) => dice.Pick([200, 204, 301, 404, 500]);
}
