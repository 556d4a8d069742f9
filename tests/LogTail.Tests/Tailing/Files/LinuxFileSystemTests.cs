using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Files;

public sealed class LinuxFileSystemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reading_a_file_of_ours_leaves_the_time_of_its_last_access_alone()
    {
        // A day before its last change: whoever reads it in the usual way sets it, unless the disk is mounted not to.
        var access = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.WriteAllText(_folder["app.log"], "line\n");
        File.SetLastWriteTimeUtc(_folder["app.log"], access.AddDays(1));
        File.SetLastAccessTimeUtc(_folder["app.log"], access);
        Assert.Equal(FileFault.None, new LinuxFileSystem().Open(_folder["app.log"], out var file));
        using var open = file;
        Assert.Equal(FileFault.None, open!.Read(new byte[10], 0, out var count));
        Assert.Equal(5, count);
        Assert.Equal(access, File.GetLastAccessTimeUtc(_folder["app.log"]));
    }
}
