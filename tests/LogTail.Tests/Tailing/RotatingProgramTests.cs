using System.Diagnostics;
using System.Globalization;
using LogTail.Tests.Support;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

/// <summary>Programs that rotate what they write themselves, as they are installed. None of them waits for anybody.</summary>
public sealed class RotatingProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Fifty lines a file: nothing is deleted before it was seen.
    [InstalledTheory("/usr/bin/python3", "python3")]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task Python_rotates_by_size(string pattern) => await PythonWrites(
        pattern, 2000, "handlers.RotatingFileHandler(path, maxBytes=1000, backupCount=100)", pause: 0);

    [InstalledTheory("/usr/bin/python3", "python3")]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task Python_rotates_by_time(string pattern) => await PythonWrites(
        pattern, 400, "handlers.TimedRotatingFileHandler(path, when='S', interval=1, backupCount=100)", pause: 0.01);

    // A rotator as its documentation shows it: what was rotated is compressed before the next line is written.
    [InstalledTheory("/usr/bin/python3", "python3")]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task Python_compresses_what_it_rotates(string pattern) => await PythonWrites(
        pattern,
        600,
        """
        handlers.RotatingFileHandler(path, maxBytes=1000, backupCount=100)
        handler.namer = lambda name: name + '.gz'
        def rotator(source, dest):
            with open(source, 'rb') as plain, gzip.open(dest, 'wb') as compressed:
                shutil.copyfileobj(plain, compressed)
            os.remove(source)
        handler.rotator = rotator
        """,
        pause: 0.002);

    [InstalledFact("/usr/bin/rotatelogs", "apache2-utils")]
    public async Task Rotatelogs_begins_a_file_each_second()
    {
        const int Lines = 300;
        await using var run = TailRun.Follow(_folder["app.*.log"]);
        await run.Observer.Told("Begun");
        await Feed("/usr/bin/rotatelogs", [_folder["app.%s.log"], "1"], Lines, TimeSpan.FromMilliseconds(8));
        AssertOnce(await run.Count(Lines), Lines);
        AssertOnce(await run.Stop(), Lines);
    }

    // -L: a hard link that always means the file being written.
    [InstalledFact("/usr/bin/rotatelogs", "apache2-utils")]
    public async Task Rotatelogs_moves_a_link_to_each_new_file()
    {
        const int Lines = 300;
        await using var run = TailRun.Follow(_folder["current"]);
        await run.Observer.Told("Begun");
        await Feed("/usr/bin/rotatelogs", ["-L", _folder["current"], _folder["app.%s.log"], "1"], Lines, TimeSpan.FromMilliseconds(8));
        AssertOnce(await run.Count(Lines), Lines);
        AssertOnce(await run.Stop(), Lines);
    }

    // The end of its input is an error to it, 3.
    [InstalledFact("/usr/bin/cronolog", "cronolog")]
    public async Task Cronolog_begins_a_file_each_second()
    {
        const int Lines = 300;
        await using var run = TailRun.Follow(_folder["app.*.log"]);
        await run.Observer.Told("Begun");
        await Feed("/usr/bin/cronolog", [_folder["app.%Y%m%d-%H%M%S.log"]], Lines, TimeSpan.FromMilliseconds(8), exitCode: 3);
        AssertOnce(await run.Count(Lines), Lines);
        AssertOnce(await run.Stop(), Lines);
    }

    // A mirrored log: a longer copy is renamed over the former one, or the same file is written again or appended to.
    [InstalledTheory("/usr/bin/rsync", "rsync")]
    [InlineData("app.log", "--times")]
    [InlineData("*", "--times")]
    [InlineData("app.log", "--inplace")]
    [InlineData("app.log", "--append")]
    public async Task S20_rsync_brings_a_longer_log(string pattern, string mode)
    {
        Directory.CreateDirectory(_folder["from"]);
        Directory.CreateDirectory(_folder["to"]);
        await using var run = TailRun.Follow(_folder[$"to/{pattern}"]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 20; i++)
        {
            File.AppendAllText(_folder["from/app.log"], string.Concat(Enumerable.Range(i * 10, 10).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} some text\n"))));
            using var rsync = Process.Start("/usr/bin/rsync", [mode, "--ignore-times", _folder["from/app.log"], _folder["to/"]]);
            await rsync.WaitForExitAsync();
            Assert.Equal(0, rsync.ExitCode);
            if (i % 3 > 0)
            {
                await run.Count((i + 1) * 10);
            }
        }

        AssertOnce(await run.Count(200), 200);
        AssertOnce(await run.Stop(), 200);
    }

    private async Task PythonWrites(string pattern, int lines, string handler, double pause)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        var script = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            import gzip, logging, os, shutil, time
            from logging import handlers
            path = '{_folder["app.log"]}'
            handler = {handler}
            log = logging.getLogger('app')
            log.addHandler(handler)
            for i in range({lines}):
                log.warning('%d some text', i)
                time.sleep({pause})
            """);
        using var python = Process.Start("/usr/bin/python3", ["-c", script]);
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        AssertOnce(await run.Count(lines), lines);
        AssertOnce(await run.Stop(), lines);
    }

    private static async Task Feed(string program, string[] arguments, int lines, TimeSpan pause, int exitCode = 0)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true })!;
        for (var i = 0; i < lines; i++)
        {
            await process.StandardInput.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{i} some text\n"));
            await process.StandardInput.FlushAsync();
            await Task.Delay(pause);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(exitCode, process.ExitCode);
    }

    private static void AssertOnce(IReadOnlyList<string> texts, int lines)
    {
        var ids = texts.Select(text => text.Split('|')[1].Split(' ')[0]).ToArray();
        Assert.Empty(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {group.Count()} times"));
        Assert.Empty(Enumerable.Range(0, lines).Select(id => id.ToString(CultureInfo.InvariantCulture)).Except(ids));
    }
}
