using LogTail.State;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.State;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Folder => Path.Combine(_temporary.Path, "state");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_last_written_state_is_loaded_and_the_one_before_it_is_kept()
    {
        Write(1, 2, 3);
        Assert.Equal(3, Load().State!.Sequence);
        File.Delete(PathOf("logtail.state"));
        Assert.Equal(2, Load().State!.Sequence);
    }

    [Fact]
    public void A_damaged_state_gives_way_to_the_one_before_and_is_kept_aside()
    {
        Write(1, 2);
        Damage("logtail.state");

        using var folder = new StateFolder(Folder);
        folder.Take();
        var search = folder.Load();
        Assert.Equal(1, search.State!.Sequence);
        Assert.Equal([PathOf("logtail.state.corrupt-1")], folder.KeepAside(search.Faults));
        Assert.False(File.Exists(PathOf("logtail.state")));
        Assert.Empty(folder.Load().Faults);
    }

    [Fact]
    public void Without_a_whole_file_there_is_no_state_and_every_fault_is_told()
    {
        Write(1, 2);
        Damage("logtail.state");
        Damage("logtail.state.prev");
        File.WriteAllText(PathOf("logtail.state.tmp"), "");

        using var folder = new StateFolder(Folder);
        folder.Take();
        var search = folder.Load();
        Assert.Null(search.State);
        Assert.Equal(3, search.Faults.Length);
        Assert.Equal([PathOf("logtail.state.corrupt-1"), PathOf("logtail.state.corrupt-2")], folder.KeepAside(search.Faults));
        Assert.False(File.Exists(PathOf("logtail.state.tmp")));
    }

    // A crash after the temporary file was written and before it was renamed, or between the two renames.
    [Fact]
    public void A_whole_temporary_file_is_a_state()
    {
        Write(1, 2);
        File.WriteAllBytes(PathOf("logtail.state.tmp"), SavedStates.WriteFull(3).ToArray());
        Assert.Equal(3, Load().State!.Sequence);
        File.Delete(PathOf("logtail.state"));
        Assert.Equal(3, Load().State!.Sequence);
        File.WriteAllBytes(PathOf("logtail.state.tmp"), SavedStates.WriteFull(3).ToArray()[..100]);
        Assert.Equal(1, Load().State!.Sequence);
    }

    [Fact]
    public void A_folder_has_one_owner()
    {
        using var first = new StateFolder(Folder);
        first.Take();
        using var second = new StateFolder(Folder);
        Assert.Throws<StateFolderTakenException>(second.Take);
        first.Dispose();
        second.Take();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_can_pass()
    {
        File.WriteAllText(Folder, "a file is in the way");
        using var folder = new StateFolder(Folder);
        Assert.ThrowsAny<IOException>(() => folder.Write(SavedStates.WriteFull(1).Span));
        File.Delete(Folder);
        folder.Write(SavedStates.WriteFull(1).Span);
        Assert.Equal(1, folder.Load().State!.Sequence);
    }

    [Fact]
    public void Nobody_else_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write(1);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("logtail.state")));
    }

    private void Write(params long[] sequences)
    {
        using var folder = new StateFolder(Folder);
        foreach (var sequence in sequences)
        {
            folder.Write(SavedStates.WriteFull(sequence).Span);
        }
    }

    private StateSearch Load()
    {
        using var folder = new StateFolder(Folder);
        return folder.Load();
    }

    private void Damage(string name)
    {
        var bytes = File.ReadAllBytes(PathOf(name));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(PathOf(name), bytes);
    }

    private string PathOf(string name) => Path.Combine(Folder, name);
}
