using LogTail.Benchmarks.Corpora;

namespace LogTail.Conformance.Differential;

internal static partial class ExampleLogs
{
    private static ExampleLog Dhcpd => new(
        "dhcpd",
        "syslog",
        new Scene("discovery", (dice, clock) => Dhcp(clock, $"DHCPDISCOVER from {Mac(dice)} via eth0")),
        new Scene("discovery, range is full", (dice, clock) => Dhcp(clock, $"DHCPDISCOVER from {Mac(dice)} via eth0: network 192.0.2.0/24: no free leases")),
        new Scene("discovery in an unknown network", (dice, clock) => Dhcp(clock, $"DHCPDISCOVER from {Mac(dice)} via 198.51.100.1: unknown network segment")),
        new Scene("other commands", (dice, clock) => Dhcp(clock, $"{dice.Pick(["DHCPOFFER on 192.0.2.7 to", "DHCPACK on 192.0.2.7 to", "BOOTREQUEST from", "balanced pool", "balancing pool", "DHCPRELEASE of"])} {Mac(dice)}")),
        new Scene("unknown lease", (dice, clock) => Dhcp(clock, $"DHCPREQUEST for 192.0.2.7 (192.0.2.2) from {Mac(dice)} via 198.51.100.1: unknown lease 192.0.2.7.")),
        new Scene("unknown lease, as the program spells it", (dice, clock) => Dhcp(clock, $"DHCPREQUEST for 192.0.2.7(192.0.2.2) from {Mac(dice)} via 198.51.100.1: unknown lease 192.0.2.{dice.Between(1, 3)}")),
        new Scene("configuration", (_, clock) => Dhcp(clock, "Configuration file errors encountered -- exiting")),
        new Scene("peer gone", (_, clock) => Dhcp(clock, "peer failover-a: disconnected")),
        new Scene("XID", (_, clock) => Dhcp(clock, "bind update on 192.0.2.7 got ack from group1: xid mismatch.")),
        new Scene("duplicate lease", (dice, clock) => Dhcp(clock, $"uid lease 192.0.2.7 for client {Mac(dice)} is duplicate on 192.0.2.0/24")),
        new Scene("checksums", (dice, clock) => Dhcp(clock, $"{dice.Between(1, 9)} bad udp checksums in 5 packets")),
        new Scene("rejected", (_, clock) => Dhcp(clock, "bind update on 192.0.2.7 from peer-a rejected: incoming update is less critical than the outgoing update")),
        new Scene("failover", (_, clock) => Dhcp(clock, "timeout waiting for failover peer peer-a")),
        new Scene("address in use", (_, clock) => Dhcp(clock, "ICMP Echo reply while lease 192.0.2.7valid")),
        new Scene("unexpected reply", (_, clock) => Dhcp(clock, "unexpected ICMP Echo reply from 192.0.2.7")),
        new Scene("abandoned", (dice, clock) => Dhcp(clock, $"Abandoning IP address 192.0.2.7: {dice.Pick(["pinged before offer", "declined.", "größe"])}")),
        new Scene("invalid state", (_, clock) => Dhcp(clock, "bind update on x from y rejected: 192.0.2.7: invalid state transition")),
        new Scene("pool request", (_, clock) => Dhcp(clock, "peer failover-a: Got POOLREQ, answering negatively!")),
        new Scene("conflict", (_, clock) => Dhcp(clock, "Lease conflict at 192.0.2.7")),
        // Go's layout in the program has no colon in the zone: strptime fails, and a failure that it remembers is none the second time.
        new Scene("ISO time, new and known", (dice, clock) => IsoTwice(clock, $"dhcp1 dhcpd: DHCPDISCOVER from {Mac(dice)} via eth0")));

    private static ExampleLog Ntpd => new(
        "ntpd",
        "ntp.log",
        new Scene("interrupted", (_, clock) => Ntp(clock, "select(...) error: Interrupted system call")),
        new Scene("buffers", (dice, clock) => Ntp(clock, $"too many recvbufs allocated ({dice.Between(1, 99)})")),
        new Scene("exit", (_, clock) => Ntp(clock, "ntpd exiting on signal 15")),
        new Scene("start", (_, clock) => Ntp(clock, "ntpd 4.2.8p15@1.3728-o Wed Sep 23 11:46:38 UTC 2020 (1)")),
        new Scene("sync status", (dice, clock) => Ntp(clock, $"kernel time sync {dice.Pick(["status change", "enabled", "disabled", "status "])} {dice.Between(1, 9_999):0000}")),
        new Scene("PLL", (dice, clock) => Ntp(clock, $"kernel pll status change {dice.Between(1, 99)}")),
        new Scene("synchronised", (dice, clock) => Ntp(clock, $"synchronized to {dice.Pick(["192.0.2.1", "LOCAL(0)"])}, stratum{dice.Pick([" ", "="])}{dice.Between(1, 9)}")),
        new Scene("drift file", (_, clock) => Ntp(clock, "can't open /var/lib/ntp/ntp.drift.TEMP: No such file or directory")),
        new Scene("lost", (_, clock) => Ntp(clock, "synchronisation lost")),
        new Scene("something else", (_, clock) => Ntp(clock, "Listen normally on 3 eth0 192.0.2.9:123")));

    private static ExampleLog Postfix => new(
        "postfix",
        "mail.log",
        new Scene("message accepted", (dice, clock) => Mail(clock, "cleanup", $"{Queue(dice)}: message-id=<{dice.Hex(8)}@example.com>")),
        new Scene("message rejected", (dice, clock) => Mail(clock, "cleanup", $"{Queue(dice)}: reject: header Subject: x from mail.example.org[198.51.100.1]")),
        new Scene("local delivery", (dice, clock) => Mail(clock, "lmtp", $"{Queue(dice)}: to=<a@example.com>, relay=mx.example.com[private/dovecot], delay=0.5, {Delays(dice)}, dsn=2.0.0, status=sent (ok)")),
        new Scene("piped delivery", (dice, clock) => Mail(clock, "pipe", $"{Queue(dice)}: to=<a@example.com>, relay={dice.Pick(["spamfilter", "archive"])}, delay=0.5, {Delays(dice)}, dsn=2.0.0, status=sent (ok)")),
        new Scene("remote delivery", (dice, clock) => Mail(clock, "smtp", $"{Queue(dice)}: to=<a@example.org>, relay=mail.example.org[198.51.100.1]:25, delay=0.5, {Delays(dice)}, dsn=2.0.0, status=sent (250 ok)")),
        new Scene("outgoing TLS", (dice, clock) => Mail(clock, "smtp", $"{dice.Pick(["Trusted", "Untrusted"])} TLS connection established to mail.example.org[198.51.100.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)")),
        new Scene("incoming TLS", (dice, clock) => Mail(clock, "smtpd", $"Anonymous TLS connection established from mail.example.org[198.51.100.1]: TLSv1.{dice.Between(2, 3)} with cipher ECDHE-RSA-AES128-SHA (128/128 bits)")),
        new Scene("queued", (dice, clock) => Mail(clock, "qmgr", $"{Queue(dice)}: from=<a@example.org>, size={dice.Between(1, 5_000_000)}, nrcpt={dice.Between(1, 90)} (queue active)")),
        new Scene("removed", (dice, clock) => Mail(clock, "qmgr", $"{Queue(dice)}: removed")),
        new Scene("connect", (_, clock) => Mail(clock, "smtpd", "connect from mail.example.org[198.51.100.1]")),
        new Scene("disconnect", (_, clock) => Mail(clock, "submission/smtpd", "disconnect from mail.example.org[198.51.100.1] ehlo=1 quit=1")),
        new Scene("name does not resolve", (_, clock) => Mail(clock, "smtpd", "warning: hostname x.example.org does not resolve to address 198.51.100.1")),
        new Scene("connection lost", (dice, clock) => Mail(clock, "smtpd", $"lost connection after {dice.Pick(["RCPT", "DATA", "UNKNOWN"])} from mail.example.org[198.51.100.1]")),
        new Scene("client, logged in", (dice, clock) => Mail(clock, "smtpd", $"{Queue(dice)}: client=mail.example.org[198.51.100.1], sasl_method=PLAIN, sasl_username={User(dice)}")),
        new Scene("client, unknown", (dice, clock) => Mail(clock, "smtpd", $"{Queue(dice)}: client=mail.example.org[198.51.100.1]")),
        new Scene("recipient refused", (dice, clock) => Mail(clock, "smtpd", $"NOQUEUE: reject: RCPT from mail.example.org[198.51.100.1]: {dice.Pick([450, 554])} 5.7.1 no")),
        new Scene("wrong password", (_, clock) => Mail(clock, "smtpd", "warning: mail.example.org[198.51.100.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6")),
        new Scene("ISO time, new and known", (_, clock) => IsoTwice(clock, "mx1 postfix/smtpd[42]: connect from mail.example.org[198.51.100.1]")),
        new Scene("another daemon", (_, clock) => $"{clock.Syslog} mx1 dovecot: imap-login: Login: user=<a>"));

    private static string Dhcp(LineClock clock, string message) => $"{clock.Syslog} dhcp1 dhcpd[4242]: {message}";

    private static string Ntp(LineClock clock, string message) => $"{clock.Syslog} time1 ntpd[4242]: {message}";

    private static string Mail(LineClock clock, string daemon, string message) => $"{clock.Syslog} mx1 postfix/{daemon}[4242]: {message}";

    private static string IsoTwice(LineClock clock, string rest) => Twice($"{clock.Exact("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'")} {rest}");

    private static string Mac(Dice dice) => $"00:16:3e:00:00:0{dice.Below(4)}";

    private static string Queue(Dice dice) => dice.Hex(10).ToUpperInvariant();

    private static string Delays(Dice dice) => $"delays={Delay(dice)}/{Delay(dice)}/{Delay(dice)}/{Delay(dice)}";

    private static string Delay(Dice dice) => $"{dice.Pick([0, 0, 0, 1, 12, 340])}.{dice.Below(100):00}";
}
