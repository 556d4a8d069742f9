using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

/// <summary>What programs and people do to logs that the fault matrix does not list. Every line must come exactly once.</summary>
public sealed class OperatorHabitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BusyLog _log;

    public OperatorHabitTests() => _log = new BusyLog(_folder["app.log"]);

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    // vim and emacs rename the file and write it anew under its name; then the former one is removed, or kept.
    [Theory]
    [InlineData("~", false, false)]
    [InlineData("~", true, true)]
    [InlineData(".bak", true, false)]
    public async Task An_editor_keeps_the_former_file_aside_while_it_writes_all_of_it_anew(string ending, bool isKept, bool isSeenMissing)
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(200);
        await run.Count(200);
        var text = await File.ReadAllTextAsync(_log.Path);
        if (!isSeenMissing)
        {
            run.Waker.Stall();
        }

        File.Move(_log.Path, _log.Path + ending);
        if (isSeenMissing)
        {
            await run.Observer.Told("Vanished app.log");
        }

        File.WriteAllText(_log.Path, "");
        run.Waker.GoOn();
        File.AppendAllText(_log.Path, text[..1000]);
        File.AppendAllText(_log.Path, text[1000..]);
        if (!isKept)
        {
            File.Delete(_log.Path + ending);
        }

        _log.Reopen().Dispose();
        _log.Write(5);
        await _log.AllCameOnce(run);
    }

    [Fact]
    public async Task A_file_that_was_renamed_for_good_and_begins_otherwise_is_a_rotation_whatever_its_name()
    {
        await using var run = TailRun.Follow(_log.Path);
        for (var i = 0; i < 3; i++)
        {
            _log.Write(20);
            await run.Until(lines => lines.Count >= _log.Count);
            File.Move(_log.Path, _log.Path + ".bak", overwrite: true);
            _log.Write(3);
            _log.Reopen().Dispose();
            _log.Write(2);
        }

        await _log.AllCameOnce(run);
    }

    // logrotate's `shred`: the file is overwritten with noise, in whole blocks, before it is removed.
    [Fact]
    public async Task A_rotated_file_is_shredded()
    {
        await using var run = TailRun.Follow(_log.Path);
        _log.Write(100);
        await run.Count(100);
        File.Move(_log.Path, _folder["app.log.1"]);
        _log.Reopen().Dispose();
        _log.Write(10);
        await run.Count(110);
        var noise = new byte[8192];
        new Random(7).NextBytes(noise);
        using (var shred = new FileStream(_folder["app.log.1"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            shred.Write(noise);
        }

        await run.Observer.Told("Closed app.log");
        File.Delete(_folder["app.log.1"]);
        _log.Write(10);
        await _log.AllCameOnce(run);
    }

    // svlogd, multilog and s6-log: the log is `current`, and what is rotated is called by its time.
    [Fact]
    public async Task A_generation_of_a_service_log_that_came_and_went_between_two_looks()
    {
        using var current = new BusyLog(_folder["current"]);
        await using var run = TailRun.Follow(current.Path);
        current.Write(10);
        await run.Count(10);
        run.Waker.Stall();
        File.Move(current.Path, _folder["@4000000065b2c3d400000001.s"]);
        current.Reopen().Dispose();
        current.Write(5);
        File.Copy(current.Path, _folder["@4000000065b2c3d400000002.s"]);
        current.Truncate();
        current.Write(3);
        run.Waker.GoOn();
        await current.AllCameOnce(run);
    }

    // Python's RotatingFileHandler: the oldest goes, each is renamed by one, and the log begins anew.
    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log*")]
    public async Task A_handler_of_a_program_shifts_its_files(string pattern)
    {
        await using var run = TailRun.Follow(_folder[pattern]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 12; i++)
        {
            _log.Write(30);
            await run.Until(lines => lines.Count >= _log.Count - 60);
            File.Delete(_folder["app.log.3"]);
            for (var number = 2; number >= 0; number--)
            {
                var from = number == 0 ? _log.Path : _folder[$"app.log.{number}"];
                if (File.Exists(from))
                {
                    File.Move(from, _folder[$"app.log.{number + 1}"]);
                }
            }

            _log.Reopen().Dispose();
        }

        await _log.AllCameOnce(run);
    }

    // Docker's json-file driver with compression: the one before last is compressed under a higher number while the log is renamed.
    [Fact]
    public async Task A_container_log_is_shifted_and_compressed()
    {
        await using var run = TailRun.Follow(_folder["*.log"]);
        await run.Observer.Told("Begun");
        for (var i = 0; i < 8; i++)
        {
            _log.Write(30);
            await run.Until(lines => lines.Count >= _log.Count);
            if (File.Exists(_folder["app.log.1"]))
            {
                Compress.Replace(_folder["app.log.1"]);
                File.Move(_folder["app.log.1.gz"], _folder["app.log.2.gz"], overwrite: true);
            }

            File.Move(_log.Path, _folder["app.log.1"]);
            _log.Write(2);
            _log.Reopen().Dispose();
        }

        await _log.AllCameOnce(run);
    }
}
