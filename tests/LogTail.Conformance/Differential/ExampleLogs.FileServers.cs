using LogTail.Benchmarks.Corpora;

namespace LogTail.Conformance.Differential;

internal static partial class ExampleLogs
{
    private static ExampleLog Rsyncd => new(
        "rsyncd",
        "rsyncd.log",
        new Scene("a whole connection", (dice, clock) =>
        {
            var pid = dice.Between(1_000, 9_000);
            var start = $"{RsyncHead(clock, pid)} connect from client.example.com (192.0.2.{dice.Between(1, 9)})";
            var transfer = $"{RsyncHead(clock, pid)} {Transfer(dice)}";
            clock.Advance();
            return $"{start}\n{transfer}\n{RsyncHead(clock, pid)} {Totals(dice)}";
        }),
        new Scene("an end without a beginning", (dice, clock) => $"{RsyncHead(clock, dice.Between(10_000, 10_003))} {Totals(dice)}"),
        new Scene("a beginning without an end", (dice, clock) => $"{RsyncHead(clock, dice.Between(10_000, 10_003))} connect from UNKNOWN (192.0.2.200)"),
        new Scene("a transfer", (dice, clock) => $"{RsyncHead(clock, 17)} {Transfer(dice)}"),
        new Scene("something else", (_, clock) => $"{RsyncHead(clock, 17)} building file list"),
        new Scene("impossible date, new and known", (dice, _) => Twice($"2026/02/31 {dice.Between(100, 999)}:{dice.Between(100, 999)}:06 [17] connect from client.example.com (192.0.2.1)")));

    private static ExampleLog Sftp => new(
        "sftp",
        "auth.log",
        new Scene("log in", (dice, clock) => $"{SftpHead(clock)} session opened for local user {User(dice)} from [192.0.2.1]"),
        new Scene("log out", (dice, clock) => $"{SftpHead(clock)} session closed for local user {User(dice)} from [192.0.2.1]"),
        new Scene("read from a home", (dice, clock) => $"{SftpHead(clock)} close \"/home/{User(dice)}/a file.txt\" bytes read {dice.Between(1, 9_999)} written 0"),
        new Scene("written to a home", (dice, clock) => $"{SftpHead(clock)} close \"/home/{User(dice)}/b.txt\" bytes read 0 written {dice.Between(1, 9_999)}"),
        new Scene("elsewhere", (dice, clock) => $"{SftpHead(clock)} close \"/srv/data\" bytes read {dice.Between(1, 9_999)} written {dice.Between(1, 9_999)}"),
        new Scene("nothing moved", (_, clock) => $"{SftpHead(clock)} close \"/srv/data\" bytes read 0 written 0"));

    private static ExampleLog VsftpdLog => new(
        "vsftpd",
        "vsftpd.log",
        new Scene("a whole session", (dice, clock) =>
        {
            var client = $"192.0.2.{dice.Between(1, 250)}";
            var start = $"{VsftpdHead(clock)} CONNECT: Client \"{client}\"";
            clock.Advance();
            return $"{start}\n{VsftpdHead(clock)} FTP command: Client \"{client}\", \"QUIT\"";
        }),
        new Scene("connection", (dice, clock) => $"{VsftpdHead(clock)} CONNECT: Client \"198.51.100.{dice.Between(1, 3)}\""),
        new Scene("log in", (dice, clock) => $"{VsftpdHead(clock)} [{User(dice)}] OK LOGIN: Client \"192.0.2.1\", anon password \"?\""),
        new Scene("upload", (dice, clock) => $"{VsftpdHead(clock)} [{User(dice)}] OK UPLOAD: Client \"192.0.2.1\", \"/in/f\", {dice.Below(999)} bytes, 10.2Kbyte/sec"),
        new Scene("command", (dice, clock) => $"{VsftpdHead(clock)} [{User(dice)}] FTP command: Client \"192.0.2.1\", \"{dice.Pick(["USER anonymous", "PASV", "RETR /pub/x", "STOR y"])}\""),
        new Scene("short command", (_, clock) => $"{VsftpdHead(clock)} FTP command: Client \"192.0.2.1\", \"PWD\""),
        new Scene("response", (dice, clock) => $"{VsftpdHead(clock)} FTP response: Client \"192.0.2.1\", \"{dice.Pick([220, 226, 331, 550])} Text follows.\""),
        new Scene("quitting without having come", (_, clock) => $"{VsftpdHead(clock)} FTP command: Client \"203.0.113.77\", \"QUIT\""),
        new Scene("something else", (_, clock) => $"{VsftpdHead(clock)} FAIL LOGIN: Client \"192.0.2.1\""));

    private static ExampleLog VsftpdTransfers => new(
        "vsftpd",
        "xferlog",
        new Scene("coming in, complete", (dice, clock) => TransferLog(dice, clock, "i", "c")),
        new Scene("going out, complete", (dice, clock) => TransferLog(dice, clock, "o", "c")),
        new Scene("going out, cut off", (dice, clock) => TransferLog(dice, clock, "o", "i")),
        new Scene("deleted: keeps the direction of the line before", (dice, clock) => TransferLog(dice, clock, "d", "c")));

    private static string RsyncHead(LineClock clock, int pid) => $"{clock.Seconds("yyyy'/'MM'/'dd HH:mm:ss")} [{pid}]";

    private static string Transfer(Dice dice) =>
        $"{dice.Pick(["send", "recv"])} client.example.com [192.0.2.1] {dice.Pick(["pub", "backup", "www"])} () dir/file.{dice.Below(9)} {dice.Below(90_000)}";

    private static string Totals(Dice dice) =>
        $"sent {dice.Below(90_000)} bytes  received {dice.Below(90_000)} bytes  total size {dice.Below(900_000)}";

    private static string SftpHead(LineClock clock) => $"{clock.Syslog} files-1.example.com sftp-server[4242]:";

    private static string VsftpdHead(LineClock clock) => $"{VsftpdTime(clock)} [pid {4242}]";

    private static string TransferLog(Dice dice, LineClock clock, string direction, string completion) =>
        $"{VsftpdTime(clock)} {dice.Below(60)} 192.0.2.{dice.Between(1, 9)} {dice.Below(900_000)} /pub/file{dice.Below(9)} b _ {direction} a anonymous@ ftp 0 * {completion}";

    private static string VsftpdTime(LineClock clock) =>
        clock.Seconds("ddd MMM") + clock.Seconds("%d").PadLeft(3) + clock.Seconds(" HH:mm:ss yyyy");

    private static string User(Dice dice) => dice.Pick(["alice", "bob", "carol"]);
}
