namespace LogTail.Benchmarks.Corpora;

/// <summary>HAProxy's log of HTTP requests, as syslog keeps it.</summary>
internal sealed class HaproxyCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 40);
    private readonly WebVisitor _visitor = new(dice);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        var method = dice.Chance(1, 9) ? "POST" : "GET";
        log.Write(
            $"{_clock.Syslog} lb1 haproxy[901]: {_visitor.Address()}:{dice.Between(1_024, 65_535)} [{_clock.Exact("dd/MMM/yyyy:HH:mm:ss.fff")}] http-in app/web{dice.Between(1, 4)} "
            + $"{dice.Below(3)}/0/{dice.Below(3)}/{dice.Below(300)}/{dice.Between(300, 900)} {dice.Pick(["200", "200", "304", "404", "503"])} {dice.LongTailed(9_000)} - - ---- "
            + $"{dice.Between(3, 40)}/{dice.Between(3, 40)}/{dice.Below(9)}/1/0 0/{dice.Below(3)} \"{method} /items/{dice.Below(2_000)}?page={dice.Below(20)} HTTP/1.1\"\n");
    }
}

/// <summary>What a kernel writes of packets that its firewall has stopped.</summary>
internal sealed class FirewallCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 700);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        log.Write(
            $"{_clock.Syslog} gate kernel: [{dice.Below(900_000)}.{dice.Below(1_000_000):000000}] [UFW BLOCK] IN=eth0 OUT= MAC={Card()}:{Card()}:08:00 SRC=198.51.100.{dice.Between(1, 254)} DST=192.0.2.10 "
            + $"LEN={dice.Between(40, 60)} TOS=0x00 PREC=0x00 TTL={dice.Between(30, 64)} ID={dice.Below(65_536)} DF PROTO=TCP SPT={dice.Between(1_024, 65_535)} DPT={dice.Pick(["22", "23", "443", "3389", "8080"])} "
            + $"WINDOW={dice.Between(1_024, 65_535)} RES=0x00 SYN URGP=0 \n");
    }

    private string Card() => string.Join(':', Enumerable.Range(0, 6).Select(_ => dice.Hex(2)));
}
