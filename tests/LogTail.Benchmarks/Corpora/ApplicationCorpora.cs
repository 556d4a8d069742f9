namespace LogTail.Benchmarks.Corpora;

/// <summary>An application's messages, plain or as one JSON object a line.</summary>
internal sealed class ApplicationCorpus(Dice dice, bool json) : LogCorpus
{
    private static readonly string[] Components = ["checkout", "billing", "catalog", "mailer", "search-index"];

    private readonly LineClock _clock = new(dice, meanStepMillis: 700);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        var (level, message) = Message();
        var component = dice.PickPopular(Components);
        var time = _clock.Exact("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        if (!json)
        {
            log.Write($"{time} {level,-5} [{component}] {message}\n");
            return;
        }

        log.Write($"{{\"time\":\"{time}\",\"level\":\"{level}\",\"component\":\"{component}\",\"trace_id\":\"{dice.Hex(32)}\",");
        log.Write($"\"host\":\"app{dice.Between(1, 9)}.example.com\",\"message\":\"{message}\"}}\n");
    }

    private (string Level, string Message) Message() => dice.Below(12) switch
    {
        0 => ("DEBUG", $"cache lookup key=session:{dice.Hex(8)} hit={(dice.Chance(1, 2) ? "true" : "false")}"),
        1 => ("DEBUG", "heartbeat"),
        2 or 3 => ("INFO", $"order placed items={dice.Between(1, 9)} duration_ms={dice.LongTailed(60)}"),
        4 or 5 => ("INFO", $"request finished path=/api/v2/orders status=200 duration_ms={dice.LongTailed(30)}"),
        6 => ("INFO", $"batch taken from the queue size=50 queue_length={dice.Below(400)}"),
        7 => ("WARN", $"retrying call attempt={dice.Between(2, 5)} queue_length={dice.Below(2_000)}"),
        8 => ("WARN", $"slow query table=orders duration_ms={500 + dice.LongTailed(900)}"),
        9 => ("ERROR", "card declined: java.net.SocketTimeoutException: read timed out"),
        10 => ("ERROR", $"could not reach ledger.example.com:8443: connection refused attempt={dice.Between(1, 5)}"),
        _ => dice.Chance(1, 5)
            ? ("FATAL", "invariant broken: negative stock, shutting down")
            : ("ERROR", $"template missing name=invoice_{dice.Pick(["de", "en", "fr"])}.html"),
    };
}

/// <summary>nginx's error log.</summary>
internal sealed class NginxErrorCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 20_000);
    private readonly WebVisitor _visitor = new(dice);
    private int _connection = 17;

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        _connection += dice.Between(1, 40);
        var worker = dice.Between(811, 814);
        var (level, message) = Message(worker);
        log.Write($"{_clock.Seconds("yyyy/MM/dd HH:mm:ss")} [{level}] {worker}#{worker}: {message}\n");
    }

    private (string Level, string Message) Message(int worker)
    {
        var path = _visitor.Path();
        var request = $"client: {_visitor.Address()}, server: www.example.com, request: \"GET {path} HTTP/1.1\"";
        var upstream = $"{request}, upstream: \"http://192.0.2.20:8080{path}\", host: \"www.example.com\"";
        var (level, message) = dice.Below(13) switch
        {
            0 => ("error", $"upstream timed out (110: Connection timed out) while reading response header from upstream, {upstream}"),
            1 => ("error", $"connect() failed (111: Connection refused) while connecting to upstream, {upstream}"),
            2 => ("error", $"upstream prematurely closed connection while reading response header from upstream, {upstream}"),
            3 => ("error", $"recv() failed (104: Connection reset by peer) while reading response header from upstream, {upstream}"),
            4 => ("error", $"no live upstreams while connecting to upstream, {upstream}"),
            5 => ("error", $"limiting requests, excess: {dice.Between(10, 30)}.{dice.Below(1000):000} by zone \"login\", {request}"),
            6 => ("error", $"limiting connections by zone \"per_client\", {request}"),
            7 => ("error", $"client intended to send too large body: {dice.Between(2, 90) * 1_048_576} bytes, {request}"),
            8 => ("error", $"open() \"/srv/www{path}\" failed (2: No such file or directory), {request}"),
            9 => ("error", $"access forbidden by rule, {request}"),
            10 => ("crit", $"SSL_do_handshake() failed (SSL: error:0A00006C:SSL routines::bad key share) while SSL handshaking, client: {_visitor.Address()}, server: 0.0.0.0:443"),
            11 => ("info", $"client {_visitor.Address()} closed keepalive connection"),
            _ => ("", ""),
        };
        if (level.Length > 0)
        {
            return (level, $"*{_connection} {message}");
        }

        return dice.Chance(1, 3)
            ? ("alert", $"worker process {worker} exited on signal 9")
            : ("notice", "signal 10 (SIGUSR1) received from 1, reopening logs");
    }
}
