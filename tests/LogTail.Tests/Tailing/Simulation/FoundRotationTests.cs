namespace LogTail.Tests.Tailing.Simulation;

/// <summary>What random rotations found, reduced to the fewest steps: each line must come exactly once.</summary>
public sealed class FoundRotationTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    [Fact]
    public void A_compressed_generation_that_was_there_at_the_start_is_renamed_when_it_is_done()
    {
        using var scene = new RotationScene("app.log*", Quick);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Disk.BeginCompressing("app.log.1");
        scene.Crash();
        scene.Start();
        scene.Disk.Delete("app.log.1");
        scene.Disk.Rename("app.log.1.gz", "app.log.2.gz");
        Assert.Equal(["1"], scene.Settle());
    }

    [Fact]
    public void A_compressed_generation_is_renamed_while_nothing_has_the_name_of_the_log()
    {
        using var scene = new RotationScene("app.log*", Quick);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Crash();
        scene.Write("app.log.1", "2");
        scene.Start();
        scene.Disk.BeginCompressing("app.log.1");
        scene.Disk.EndCompressing("app.log.1");
        scene.Disk.Rename("app.log.1.gz", "app.log.2.gz");
        scene.Sweep();
        scene.Disk.Rename("app.log.2.gz", "app.log.3.gz");
        Assert.Equal(["1", "2"], scene.Settle());
    }

    // The first hint tells of a name that another file has by now, and that is a copy of one whose hint comes later.
    [Fact]
    public void A_copy_is_met_before_the_log_it_was_made_of()
    {
        using var scene = new RotationScene("app.log*", Quick);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Crash();
        scene.Start();
        scene.Disk.Rename("app.log.1", "app.log.2");
        scene.Write("app.log", "2");
        scene.Disk.Copy("app.log", "app.log.1");
        scene.Look();
        scene.Truncate("app.log");
        Assert.Equal(["1", "2"], scene.Settle());
    }

    [Fact]
    public void A_log_of_which_nothing_was_read_since_it_was_truncated_is_copied_and_truncated_again()
    {
        using var scene = new RotationScene("app.log", Slow);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Copy("app.log", "app.log.1");
        scene.Truncate("app.log");
        scene.Look();
        scene.Write("app.log", "2");
        scene.Disk.Rename("app.log.1", "app.log.2");
        scene.Disk.Copy("app.log", "app.log.1");
        scene.Truncate("app.log");

        // Longer than an episode.
        scene.Disk.Wait(TimeSpan.FromMinutes(2));
        Assert.Equal(["1", "2"], scene.Settle());
    }

    [Fact]
    public void A_longer_copy_replaces_a_quiet_log_and_is_rotated_and_compressed_at_once()
    {
        using var scene = new RotationScene("app.log", Slow);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Copy("app.log", ".new");
        scene.Write(".new", "2");
        scene.Disk.Rename(".new", "app.log");
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Disk.Create("app.log");
        scene.Disk.BeginCompressing("app.log.1");
        scene.Disk.Delete("app.log.1");
        scene.Sweep();

        // So long that the deleted file is closed, and not so long that the compressed one is known to be complete.
        scene.Disk.Wait(TimeSpan.FromSeconds(1.5));
        scene.Look();
        Assert.Equal(["1", "2"], scene.Settle());
    }

    [Fact]
    public void A_log_is_truncated_and_filled_to_the_same_length_and_replaced_by_a_longer_copy()
    {
        using var scene = new RotationScene("app.log", Quick);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Copy("app.log", "app.log.1");
        scene.Truncate("app.log");
        scene.Write("app.log", "2");
        scene.Disk.Copy("app.log", ".new");
        scene.Write(".new", "3");
        scene.Disk.Rename(".new", "app.log");
        Assert.Equal(["1", "2", "3"], scene.Settle());
    }

    [Fact]
    public void A_longer_copy_that_waits_to_be_judged_at_the_end_is_rotated_before_the_next_start()
    {
        using var scene = new RotationScene("app.log", Quick);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Copy("app.log", "app.log.1");
        scene.Truncate("app.log");
        scene.Write("app.log", "2, longer");
        scene.Disk.Copy("app.log", ".new");
        scene.Write(".new", "3");
        scene.Disk.Rename(".new", "app.log");
        scene.Stop();
        scene.Disk.Rename("app.log.1", "app.log.2");
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Start();
        Assert.Equal(["1", "2, longer", "3"], scene.Settle());
    }

    [Fact]
    public void A_log_comes_back_and_is_rotated_and_compressed_between_two_looks()
    {
        using var scene = new RotationScene("app.log*", Quick);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Stop();
        scene.Start();
        scene.Disk.Rename("app.log.1", "app.log.2");
        scene.Write("app.log", "2");
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Disk.BeginCompressing("app.log.1");
        scene.Disk.EndCompressing("app.log.1");
        Assert.Equal(["1", "2"], scene.Settle());
    }

    // Nobody would look at a file whose handle was given up and that has nothing new, and end the wait of the one that came after it.
    [Fact]
    public void A_log_is_rotated_whose_handle_was_given_up()
    {
        using var scene = new RotationScene("app.log*", Quick, mostOpen: 1);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Write("app.log", "2");
        Assert.Equal(["1", "2"], scene.Settle());
        Assert.Empty(scene.Waiting);
    }

    [Fact]
    public void A_log_whose_handle_was_given_up_is_replaced_by_a_longer_copy()
    {
        using var scene = new RotationScene("app.log", Quick, mostOpen: 1);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Copy("app.log", ".new");
        scene.Write(".new", "2");
        scene.Disk.Rename(".new", "app.log");
        Assert.Equal(["1", "2"], scene.Settle());
    }

    [Fact]
    public void A_generation_comes_and_goes_while_the_folder_cannot_be_listed()
    {
        using var scene = new RotationScene("app.log", Slow);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Write("app.log", "2");
        scene.Disk.Rename("app.log.1", "app.log.2");
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Disk.IsUnlistable = true;
        scene.Stop();
        scene.Disk.IsUnlistable = false;
        scene.Start();
        Assert.Equal(["1", "2"], scene.Settle());
    }

    [Fact]
    public void A_log_that_waits_for_its_generation_is_copied_and_truncated_before_it_is_read()
    {
        using var scene = new RotationScene("app.log", Quick);
        scene.Write("app.log", "1");
        scene.Start();
        scene.Stop();
        scene.Disk.Rename("app.log", "app.log.1");
        scene.Write("app.log", "2");
        scene.Begin();
        scene.LookWith(freeBatches: 0);
        scene.Disk.Copy("app.log", "app.log.2");
        scene.LookWith(freeBatches: 0);
        scene.Truncate("app.log");
        Assert.Equal(["1", "2"], scene.Settle());
    }
}
