using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.FaultMatrix;

/// <summary>Rows 27 to 33 of the fault matrix: links, folders, deleted files, more files than handles.</summary>
public sealed class PlaceTests : NumberedLog
{
    [Fact]
    public async Task S27_a_link_switched_to_another_file()
    {
        File.Delete(Log.Path);
        using var first = new LogWriter(Folder["0.txt"]);
        File.CreateSymbolicLink(Log.Path, Folder["0.txt"]);
        await using var run = TailRun.Follow(Log.Path);
        for (var i = 1; i <= 50; i++)
        {
            File.AppendAllText(Folder[$"{i - 1}.txt"], Log.Next());
            File.WriteAllText(Folder[$"{i}.txt"], Log.Next());
            File.CreateSymbolicLink(Folder["link"], Folder[$"{i}.txt"]);
            File.Move(Folder["link"], Log.Path, overwrite: true);
            File.AppendAllText(Folder[$"{i - 1}.txt"], Log.Next());
            await run.Until(lines => lines.Count >= Log.Count);
        }

        await Log.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("app.log|", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S27_the_layout_of_Kubernetes()
    {
        Directory.CreateDirectory(Folder["containers"]);
        Directory.CreateDirectory(Folder["pods"]);
        using var pod = new BusyLog(Folder["pods/0.log"]);
        File.CreateSymbolicLink(Folder["containers/x.log"], pod.Path);
        await using var run = TailRun.Follow(Folder["containers/*.log"]);
        for (var i = 0; i < 10; i++)
        {
            pod.Write(20);
            await run.Until(lines => lines.Count >= pod.Count);
            // The kubelet renames, then tells the runtime to open its log anew; later the former one is compressed.
            File.Move(pod.Path, pod.Path + $".20260131-1200{i:00}");
            pod.Write(3);
            pod.Reopen().Dispose();
            pod.Write(1);
            await run.Until(lines => lines.Count >= pod.Count);
            Compress.Replace(pod.Path + $".20260131-1200{i:00}");
        }

        await pod.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("x.log|", line, StringComparison.Ordinal));
    }

    // A container that crashes: its next log is another file, and the link leads there; the kubelet compresses the former one at leisure.
    [Fact]
    public async Task S27_containers_that_are_restarted()
    {
        Directory.CreateDirectory(Folder["containers"]);
        Directory.CreateDirectory(Folder["pods"]);
        File.CreateSymbolicLink(Folder["containers/x.log"], Folder["pods/0.log"]);
        await using var run = TailRun.Follow(Folder["containers/*.log"]);
        for (var i = 0; i < 50; i++)
        {
            using (var container = new LogWriter(Folder[$"pods/{i}.log"]))
            {
                container.Write(Log.Next() + Log.Next());
                await run.Until(lines => lines.Count >= Log.Count);

                // Within a container's life the kubelet rotates too.
                File.Move(Folder[$"pods/{i}.log"], Folder[$"pods/{i}.log.20260131-120000"]);
                container.Write(Log.Next());
                File.WriteAllText(Folder[$"pods/{i}.log"], Log.Next());
                container.Write(Log.Next());
            }

            await run.Until(lines => lines.Count >= Log.Count);
            File.AppendAllText(Folder[$"pods/{i}.log"], Log.Next());
            File.WriteAllText(Folder[$"pods/{i + 1}.log"], "");
            File.CreateSymbolicLink(Folder["containers/next"], Folder[$"pods/{i + 1}.log"]);
            File.Move(Folder["containers/next"], Folder["containers/x.log"], overwrite: true);
            Compress.Replace(Folder[$"pods/{i}.log.20260131-120000"]);
        }

        await Log.AllCameOnce(run);
        Assert.All(run.Lines, line => Assert.StartsWith("x.log|", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S28_one_file_by_several_names_and_patterns_counts_once()
    {
        Log.Write(10);
        File.CreateSymbolicLink(Folder["link.log"], Log.Path);
        HardLink.Create(Log.Path, Folder["hard.log"]);
        await using var run = TailRun.Follow(Folder["*.log"], Folder["app.*"], Log.Path);
        await run.Count(10);
        Log.Write(10);
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S29_a_directory_renamed_away_and_made_anew()
    {
        Directory.CreateDirectory(Folder["logs"]);
        await using var run = TailRun.Follow(Folder["logs/*.txt"]);
        for (var i = 0; i < 5; i++)
        {
            File.WriteAllText(Folder["logs/a.txt"], Log.Next());
            await run.Until(lines => lines.Count >= Log.Count);
            Directory.Move(Folder["logs"], Folder[$"logs{i}"]);
            File.AppendAllText(Folder[$"logs{i}/a.txt"], Log.Next());
            Directory.CreateDirectory(Folder["logs"]);
        }

        File.WriteAllText(Folder["logs/b.txt"], Log.Next());
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S29_a_directory_deleted_and_made_anew()
    {
        Directory.CreateDirectory(Folder["logs"]);
        await using var run = TailRun.Follow(Folder["logs/*.txt"]);
        for (var i = 0; i < 5; i++)
        {
            File.WriteAllText(Folder["logs/a.txt"], Log.Next());
            await run.Until(lines => lines.Count >= Log.Count);
            using var writer = new LogWriter(Folder["logs/a.txt"]);
            Directory.Delete(Folder["logs"], recursive: true);

            // Its program has it open still.
            writer.Write(Log.Next());
            Directory.CreateDirectory(Folder["logs"]);
            File.WriteAllText(Folder["logs/b.txt"], Log.Next());
            await run.Until(lines => lines.Count >= Log.Count);
        }

        await Log.AllCameOnce(run);
    }

    // Deployed as capistrano does it: `current` leads to the release.
    [Fact]
    public async Task S29_a_link_to_a_directory_is_switched()
    {
        Directory.CreateDirectory(Folder["0/log"]);
        Directory.CreateSymbolicLink(Folder["current"], Folder["0"]);
        await using var run = TailRun.Follow(Folder["current/log/*.txt"]);
        for (var i = 0; i < 5; i++)
        {
            File.WriteAllText(Folder[$"{i}/log/a.txt"], Log.Next());
            await run.Until(lines => lines.Count >= Log.Count);
            Directory.CreateDirectory(Folder[$"{i + 1}/log"]);
            File.Delete(Folder["current"]);
            Directory.CreateSymbolicLink(Folder["current"], Folder[$"{i + 1}"]);
            File.AppendAllText(Folder[$"{i}/log/a.txt"], Log.Next());
        }

        await Log.AllCameOnce(run);
    }

    [Theory]
    [InlineData("logs/app/*.txt")]
    [InlineData("logs/*/a.txt")]
    [InlineData("logs/**/a.txt")]
    [InlineData("logs/app/a.txt")]
    public async Task S29_directories_that_are_missing_at_the_start(string pattern)
    {
        await using var run = TailRun.Start(TailRun.FromBeginning(Folder[pattern]) with { StartAt = LogTail.Tailing.StartAt.End });
        await run.Observer.Told("Awaited");
        for (var i = 0; i < 3; i++)
        {
            Directory.CreateDirectory(Folder["logs/app"]);
            File.WriteAllText(Folder["logs/app/a.txt"], Log.Next() + Log.Next());
            await run.Until(lines => lines.Count >= Log.Count);
            Directory.Delete(Folder["logs"], recursive: true);
        }

        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S31_a_deleted_file_is_read_on_and_let_go_when_it_is_quiet()
    {
        await using var run = TailRun.Follow(Log.Path);
        Log.Write(10);
        await run.Count(10);
        File.Delete(Log.Path);
        for (var i = 0; i < 10; i++)
        {
            Log.Write(10);
            await run.Until(lines => lines.Count >= Log.Count);
        }

        await run.Observer.Told("Closed app.log");
        await Log.AllCameOnce(run);
    }

    [Fact]
    public async Task S33_more_files_than_handles()
    {
        for (var i = 0; i < 200; i++)
        {
            File.WriteAllText(Folder[$"{i:000}.txt"], Log.Next());
        }

        await using var run = TailRun.Start(TailRun.FromBeginning(Folder["*.txt"]) with { MaxOpenFiles = 20 });
        await run.Count(200);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 200; i += 3)
            {
                File.AppendAllText(Folder[$"{i:000}.txt"], Log.Next());
            }

            await run.Until(lines => lines.Count >= Log.Count);
        }

        var open = Directory.EnumerateFiles("/proc/self/fd").Count(fd => new FileInfo(fd).LinkTarget?.StartsWith(Folder.Path, StringComparison.Ordinal) == true);
        // Files that were written a moment ago stay open a little longer.
        Assert.InRange(open, 1, 100);
        await Log.AllCameOnce(run);
    }
}
