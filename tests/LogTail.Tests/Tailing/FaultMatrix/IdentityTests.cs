using LogTail.Tailing.Files;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>Rows 20 to 22 of the fault matrix: which file is which.</summary>
public sealed class IdentityTests : NumberedLog
{
    [Fact]
    public async Task S20_replaced_by_a_longer_copy()
    {
        await using var run = TailRun.Follow(Folder["*.log"]);
        for (var i = 0; i < 20; i++)
        {
            Log.Write(20);
            await run.Until(lines => lines.Count >= Log.Count - 10);
            File.Copy(Log.Path, Folder["new"], overwrite: true);
            File.AppendAllText(Folder["new"], Log.Next());
            File.Move(Folder["new"], Log.Path, overwrite: true);
            Log.Reopen().Dispose();
        }

        await Log.AllCameOnce(run);
    }

    // As rsync does it, in a folder of which a pattern finds everything: the hidden file is seen whole before it gets the log's name.
    [Fact]
    public async Task S20_replaced_by_a_longer_copy_that_a_pattern_found_by_its_hidden_name()
    {
        File.Delete(Log.Path);
        await using var run = TailRun.Follow(Folder["*"]);
        var text = "";
        for (var i = 0; i < 5; i++)
        {
            text += Log.Next() + Log.Next();
            File.WriteAllText(Folder[$".app.log.{i}"], text);
            await run.Observer.Told($"Opened .app.log.{i}");

            // Long enough to be judged a few times.
            await Task.Delay(500);
            File.Move(Folder[$".app.log.{i}"], Log.Path, overwrite: true);
            await run.Until(lines => lines.Count >= Log.Count);
        }

        await Log.AllCameOnce(run);
    }

    // The first copy was opened by its hidden name and is known as the log's before the log is looked at; by then the second is there.
    [Fact]
    public async Task S20_replaced_twice_between_two_looks_at_the_log()
    {
        var files = new FaultyFileSystem();
        await using var run = TailRun.Start(TailRun.FromBeginning(Log.Path), files: files);
        Log.Write(10);
        await run.Count(10);
        var first = Folder[".app.log.1"];
        var (asked, wasOpened) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        files.StatFault = path =>
        {
            // By its name, and then by its handle.
            if (path == first && ++asked == 2)
            {
                File.Move(first, Log.Path, overwrite: true);
                run.Waker.Stall();
                wasOpened.SetResult();
            }

            return FileFault.None;
        };
        PutLongerCopy(first);
        await wasOpened.Task.WaitAsync(TailRun.Patience);
        PutLongerCopy(Log.Path);
        run.Waker.GoOn();
        await run.Until(lines => lines.Count >= Log.Count);
        Log.Reopen().Dispose();
        Log.Write(5);
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S21_files_with_the_same_beginning_are_different_files()
    {
        var header = new string('#', 4095) + "\n";
        File.WriteAllText(Folder["a.csv"], header);
        File.WriteAllText(Folder["b.csv"], header);
        await using var run = TailRun.Follow(Folder["*.csv"]);
        File.AppendAllText(Folder["a.csv"], "a\n");
        File.AppendAllText(Folder["b.csv"], "b\n");
        var lines = await run.Count(4);
        Assert.Single(lines, "a.csv|a");
        Assert.Single(lines, "b.csv|b");
        Assert.Equal(4, (await run.Stop()).Count);
    }

    [Fact]
    public async Task S22_empty_and_tiny_files()
    {
        File.WriteAllText(Folder["empty.txt"], "");
        File.WriteAllText(Folder["one.txt"], "\n");
        File.WriteAllText(Folder["ten.txt"], "123456789\n");
        await using var run = TailRun.Follow(Folder["*.txt"]);
        await run.Count(2);
        File.AppendAllText(Folder["empty.txt"], "e\n");
        File.AppendAllText(Folder["one.txt"], "o\n");
        Assert.Equal(["empty.txt|e", "one.txt|", "one.txt|o", "ten.txt|123456789"], (await run.Count(4)).Order(StringComparer.Ordinal));
    }

    private void PutLongerCopy(string path)
    {
        File.WriteAllText(Folder["draft"], string.Concat(Enumerable.Range(0, Log.Count).Select(id => $"{id} some text of a line\n")) + Log.Next());
        File.Move(Folder["draft"], path, overwrite: true);
    }
}
