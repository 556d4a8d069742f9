using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using LogTail.Tests.Support;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

/// <summary>A log that a real rsyslogd writes, and that is rotated by itself or by logrotate, as Debian does it, while messages come in.</summary>
public sealed class RsyslogTests : IDisposable
{
    private const string Daemon = "/usr/sbin/rsyslogd";

    private readonly TemporaryFolder _folder = new();
    private Process? _rsyslog;
    private int _sent;

    private string Log => _folder["app.log"];

    public void Dispose()
    {
        if (_rsyslog is not null)
        {
            _rsyslog.Kill();
            _rsyslog.WaitForExit();
            _rsyslog.Dispose();
        }

        _folder.Dispose();
    }

    // An output channel: when the file is large enough it is closed, a program of the user's moves it away, and a new one is begun.
    [InstalledTheory(Daemon, "rsyslog")]
    [InlineData("app.log", "mv")]
    [InlineData("app.log*", "mv")]
    [InlineData("app.log", "gzip")]
    public async Task It_rotates_by_size_itself(string pattern, string how)
    {
        var script = _folder["rotate"];
        var compress = how == "gzip" ? $"gzip '{Log}'.$n" : "true";
        File.WriteAllText(script, $"#!/bin/sh\nn=$(ls '{_folder.Path}' | grep -c '^app.log.')\nmv '{Log}' '{Log}'.$n && {compress}\n");
        using var chmod = Process.Start("chmod", ["700", script]);
        await chmod.WaitForExitAsync();
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        await Start($"$outchannel rotated,{Log},4000,{script}\n*.* :omfile:$rotated;plain\n");
        await Send(3000);
        await Came(run);
        Assert.True(Directory.GetFiles(_folder.Path, "app.log*").Length > 5);
    }

    // What /etc/logrotate.d/rsyslog says: files of one rule share a script, which tells the daemon to open its files anew.
    [InstalledTheory(Daemon, "rsyslog")]
    [InlineData("app.log", "")]
    [InlineData("app.log*", "")]
    [InlineData("app.log", "delaycompress\ncompress")]
    [InlineData("app.log*", "delaycompress\ncompress")]
    [InlineData("app.log", "nocreate")]
    [InlineData("app.log", "dateext\ndateformat .%Y%m%d-%s")]
    public async Task Logrotate_renames_it_and_tells_it(string pattern, string mode)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        await Start($"action(type=\"omfile\" file=\"{Log}\" template=\"plain\")\n");
        await Send(1);
        await run.Count(1);
        File.WriteAllText(_folder["other.log"], "another file of the same rule\n");
        File.WriteAllText(
            _folder["rotate.conf"],
            $"{Log} {_folder["other.log"]} {{\nsize 1\nrotate 50\nmissingok\n{mode}\nsharedscripts\npostrotate\nkill -HUP {_rsyslog!.Id}\nendscript\n}}\n");
        using var enough = new CancellationTokenSource();
        var sending = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await Send(20);
                await Task.Delay(5);
            }
        });
        for (var i = 0; i < 4; i++)
        {
            // A second has one name when files are called by it.
            await Task.Delay(1100);
            using var logrotate = Process.Start("/usr/sbin/logrotate", ["--force", "--state", _folder["state"], _folder["rotate.conf"]]);
            await logrotate.WaitForExitAsync();
            Assert.Equal(0, logrotate.ExitCode);
        }

        await enough.CancelAsync();
        await sending;
        await Came(run);
        Assert.InRange(Directory.GetFiles(_folder.Path, "app.log*").Length, 4, 5);
    }

    private async Task Start(string output)
    {
        File.WriteAllText(
            _folder["rsyslog.conf"],
            $"""
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{_folder["socket"]}" CreatePath="on" RateLimit.Interval="0")
            template(name="plain" type="string" string="%rawmsg-after-pri%\n")
            {output}
            """);
        _rsyslog = Process.Start(Daemon, ["-n", "-f", _folder["rsyslog.conf"], "-i", _folder["pid"]]);
        for (var i = 0; i < 600 && !File.Exists(_folder["socket"]); i++)
        {
            Assert.False(_rsyslog.HasExited);
            await Task.Delay(50);
        }
    }

    // A full queue of the socket makes the sender wait: nothing is dropped.
    private async Task Send(int count)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder["socket"]));
        for (var i = 0; i < count; i++)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<13>{_sent++} some text")));
        }
    }

    private async Task Came(TailRun run)
    {
        await run.Until(lines => lines.Count >= _sent);
        var ids = (await run.Stop()).Select(line => line.Split('|')[1].Split(' ')[0]).ToArray();
        Assert.Empty(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {group.Count()} times"));
        Assert.Empty(Enumerable.Range(0, _sent).Select(id => id.ToString(CultureInfo.InvariantCulture)).Except(ids));
    }
}
