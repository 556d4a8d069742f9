using LogTail.Benchmarks.Corpora;

namespace LogTail.Conformance.Differential;

internal static partial class ExampleLogs
{
    private static ExampleLog LineCount => new(
        "linecount",
        "any.log",
        new Scene("any line", (dice, _) => $"line {dice.Below(100)}"));

    private static ExampleLog Histogram => new(
        "histogram",
        "web.log",
        new Scene("with a code", (dice, _) => $"GET /foo/bar.html latency={dice.Below(12)}s httpcode={dice.Pick([200, 404])}"),
        new Scene("without a code", (dice, _) => $"GET /foo/bar.html latency={dice.Below(12)}"),
        new Scene("a fraction", (dice, _) => $"GET /foo/bar.html latency=1.{dice.Below(9)}s httpcode=200"));

    private static ExampleLog NoCode => new(
        "nocode",
        "any.log",
        new Scene("any line", (dice, _) => $"line {dice.Below(100)}"));

    private static ExampleLog Timer => new(
        "timer",
        "requests.log",
        new Scene("a request", (dice, _) => $"www{dice.Between(1, 3)}.example.com {dice.Below(90_000)}"),
        new Scene("less than a second", (dice, _) => $"www.example.org {dice.Below(1_000)}"),
        new Scene("no number", (_, _) => "www.example.net soon"));

    private static ExampleLog NtpdPeerStats => new(
        "ntpd_peerstats",
        "peerstats",
        new Scene("a peer", (dice, _) => $"{dice.Between(61_000, 61_100)} {dice.Below(86_400)}.{dice.Below(1000):000} 192.0.2.{dice.Between(1, 4)} {dice.Hex(4)} -0.00{dice.Below(10_000):0000} 0.0{dice.Below(1000):000} 0.0{dice.Below(1000):000} 0.001"),
        new Scene("status too long for 64 bits", (_, _) => "61000 100.000 192.0.2.9 ffffffffffffffffff 0.001 0.002 0.003"),
        new Scene("offset without fraction", (_, _) => "61000 100.000 192.0.2.9 9014 1 0.002 0.003"));

    private static ExampleLog MysqlSlowQueries => new(
        "mysql_slowqueries",
        "slow.log",
        new Scene("instrumented", (dice, clock) => Slow(dice, clock, $"{Verb(dice)} id FROM orders WHERE id = {dice.Below(99)} # {Service(dice)};")),
        new Scene("not instrumented", (dice, clock) => Slow(dice, clock, $"{Verb(dice)} INTO outbox VALUES ({dice.Below(99)});")),
        new Scene("over several lines", (dice, clock) => Slow(dice, clock, $"{Verb(dice)} name\n  FROM customers # {Service(dice)}\n WHERE id = 7 # {Service(dice)};")),
        new Scene("over several lines, no service", (dice, clock) => Slow(dice, clock, $"{Verb(dice)} name\n FROM customers\n WHERE 1 = 1;")),
        new Scene("time set by the query", (dice, clock) => $"SET timestamp={1_770_000_000 + dice.Below(9_999)};\n" + Slow(dice, clock, "DELETE FROM carts;")),
        new Scene("end of a query that never began", (_, _) => "  AND nothing;"));

    private static string Slow(Dice dice, LineClock clock, string query) =>
        $"# Time: {clock.Seconds("yyMMdd")} {clock.Seconds("%H").PadLeft(2)}{clock.Seconds(":mm:ss")}\n"
        + $"# User@Host: {dice.Pick(["app", "report"])}[{dice.Pick(["app", "report"])}] @ db{dice.Between(1, 2)} [192.0.2.{dice.Between(1, 9)}]\n"
        + $"# Query_time: {dice.Below(40)}  Lock_time: {dice.Below(3)}  Rows_sent: 1  Rows_examined: {dice.Below(9_000)}\n"
        + query;

    private static string Verb(Dice dice) => dice.Pick(["SELECT", "INSERT", "UPDATE", "DELETE"]);

    private static string Service(Dice dice) => dice.Pick(["outbox", "billing", "search"]);
}
