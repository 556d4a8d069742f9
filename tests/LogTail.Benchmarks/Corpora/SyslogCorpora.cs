namespace LogTail.Benchmarks.Corpora;

/// <summary>OpenSSH's messages, in both of the time stamps that rsyslog writes.</summary>
internal sealed class SshdCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 9_000);
    private readonly WebVisitor _visitor = new(dice);
    private int _pid = 4_200;

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        _pid += dice.Below(3);
        var time = dice.Chance(1, 2) ? _clock.Syslog : _clock.Exact("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'");
        log.Write($"{time} bastion sshd[{_pid}]: {Message()}\n");
    }

    private string Message()
    {
        var from = $"{_visitor.Address()} port {dice.Between(1_024, 65_535)}";
        var stranger = dice.Pick(["admin", "oracle", "test", "ubuntu", "pi", "postgres", "git"]);
        var user = dice.Pick(["alice", "bob", "deploy", "backup"]);
        return dice.Below(20) switch
        {
            0 or 1 => $"Accepted publickey for {user} from {from} ssh2: ED25519 SHA256:{dice.Hex(43)}",
            2 => $"Accepted password for {user} from {from} ssh2",
            3 or 4 => $"pam_unix(sshd:session): session opened for user {user}(uid={dice.Between(1_000, 1_010)}) by (uid=0)",
            5 or 6 => $"pam_unix(sshd:session): session closed for user {user}",
            7 or 8 => $"Failed password for {user} from {from} ssh2",
            9 or 10 or 11 => $"Failed password for invalid user {stranger} from {from} ssh2",
            12 or 13 => $"Invalid user {stranger} from {from}",
            14 => $"Connection closed by invalid user {stranger} {from} [preauth]",
            15 => $"Disconnected from authenticating user root {from} [preauth]",
            16 => $"error: maximum authentication attempts exceeded for root from {from} ssh2 [preauth]",
            17 => $"Unable to negotiate with {from}: no matching host key type found. Their offer: ssh-rsa,ssh-dss [preauth]",
            18 => $"Unable to negotiate with {from}: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]",
            _ => $"Received disconnect from {from}:11: disconnected by user",
        };
    }
}

/// <summary>A busy machine's syslog, where one line in twenty is sshd's and so matters to a program that watches sshd.</summary>
internal sealed class SyslogCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 300);
    private readonly SshdCorpus _sshd = new(dice);

    public override void WriteLine(TextWriter log)
    {
        if (dice.Chance(1, 20))
        {
            _sshd.WriteLine(log);
            return;
        }

        _clock.Advance();
        log.Write($"{_clock.Syslog} web{dice.Between(1, 4)} {Message()}\n");
    }

    private string Message() => dice.Below(7) switch
    {
        0 => $"kernel: [{dice.Below(900_000)}.{dice.Below(1_000_000):000000}] [UFW BLOCK] IN=eth0 OUT= MAC={dice.Hex(12)} SRC=203.0.113.{dice.Between(1, 254)} DST=192.0.2.10 LEN=60 TTL=52 PROTO=TCP SPT={dice.Between(1_024, 65_535)} DPT=23",
        1 => $"CRON[{dice.Below(60_000)}]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)",
        2 => $"systemd[1]: Started session-{dice.Below(9_000)}.scope - Session {dice.Below(9_000)} of User deploy.",
        3 => $"dockerd[812]: time=\"{_clock.Exact("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'")}\" level=info msg=\"ignoring event\" container={dice.Hex(64)} module=libcontainerd topic=/tasks/delete",
        4 => $"named[655]: client @0x{dice.Hex(12)} 192.0.2.{dice.Between(1, 254)}#{dice.Between(1_024, 65_535)} (host{dice.Below(500)}.example.com): query: host{dice.Below(500)}.example.com IN A +E(0)K (192.0.2.53)",
        5 => $"postfix/smtpd[{dice.Below(60_000)}]: connect from mail{dice.Below(50)}.example.org[198.51.100.{dice.Between(1, 254)}]",
        _ => $"haproxy[901]: 198.51.100.{dice.Between(1, 254)}:{dice.Between(1_024, 65_535)} [{_clock.Exact("dd/MMM/yyyy:HH:mm:ss.fff")}] http-in app/web{dice.Between(1, 4)} 0/0/{dice.Below(3)}/{dice.Below(300)}/{dice.Below(400)} 200 {dice.LongTailed(9_000)} - - ---- 12/12/3/1/0 0/0 \"GET /health HTTP/1.1\"",
    };
}

/// <summary>A mail relay's log, whose messages meet the programs that watch Postfix.</summary>
internal sealed class PostfixCorpus(Dice dice) : LogCorpus
{
    private readonly LineClock _clock = new(dice, meanStepMillis: 120);

    public override void WriteLine(TextWriter log)
    {
        _clock.Advance();
        log.Write($"{_clock.Syslog} mx1 postfix/{Message()}\n");
    }

    private string Message()
    {
        var pid = dice.Below(60_000);
        var queue = dice.Hex(10).ToUpperInvariant();
        var peer = $"mail{dice.Below(80)}.example.org[198.51.100.{dice.Between(1, 254)}]";
        return dice.Below(11) switch
        {
            0 or 1 => $"smtpd[{pid}]: connect from {peer}",
            2 or 3 => $"smtpd[{pid}]: disconnect from {peer} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5",
            4 => $"smtpd[{pid}]: {queue}: client={peer}",
            5 => $"cleanup[{pid}]: {queue}: message-id=<{dice.Hex(20)}@example.org>",
            6 => $"qmgr[{pid}]: {queue}: from=<user{dice.Below(900)}@example.org>, size={dice.LongTailed(40_000)}, nrcpt={dice.Between(1, 5)} (queue active)",
            7 => $"qmgr[{pid}]: {queue}: removed",
            8 => $"smtp[{pid}]: {queue}: to=<user{dice.Below(900)}@example.com>, relay={peer}:25, delay={Seconds()}, delays={Seconds()}/{Seconds()}/{Seconds()}/{Seconds()}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)",
            9 => $"smtp[{pid}]: Trusted TLS connection established to {peer}:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
            _ => $"smtpd[{pid}]: NOQUEUE: reject: RCPT from {peer}: 554 5.7.1 Service unavailable; blocked using bl.example.net",
        };
    }

    private string Seconds() => $"{dice.Below(3)}.{dice.Between(1, 99):00}";
}
