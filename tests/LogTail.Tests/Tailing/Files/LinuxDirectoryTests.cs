using LogTail.Tailing.Files;
using LogTail.Tailing.Files.Linux;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Files;

public sealed class LinuxDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tells_files_directories_and_links_apart()
    {
        File.WriteAllText(_folder["a file"], "");
        File.WriteAllText(_folder[".hidden"], "");
        Directory.CreateDirectory(_folder["dir"]);
        File.CreateSymbolicLink(_folder["to file"], "a file");
        File.CreateSymbolicLink(_folder["to dir"], "dir");
        File.CreateSymbolicLink(_folder["to nothing"], "nowhere");
        Assert.Equal(
            [
                new DirectoryEntry(".hidden", IsDirectory: false, IsLink: false),
                new DirectoryEntry("a file", IsDirectory: false, IsLink: false),
                new DirectoryEntry("dir", IsDirectory: true, IsLink: false),
                new DirectoryEntry("to dir", IsDirectory: true, IsLink: true),
                new DirectoryEntry("to file", IsDirectory: false, IsLink: true),
                new DirectoryEntry("to nothing", IsDirectory: false, IsLink: true),
            ],
            Read(_folder.Path));
    }

    [Fact]
    public void Lists_what_takes_many_calls_of_the_system()
    {
        var names = Enumerable.Range(0, 3000).Select(i => $"log-with-a-umlaut-ü-name-{i:0000}").ToArray();
        Array.ForEach(names, name => File.WriteAllText(_folder[name], ""));
        Assert.Equal(names, Read(_folder.Path).Select(entry => entry.Name));
    }

    [Fact]
    public void Says_what_is_wrong_with_a_directory()
    {
        File.WriteAllText(_folder["file"], "");
        Assert.Equal(FileFault.Missing, new LinuxFileSystem().List(_folder["nowhere"], []));
        Assert.Equal(FileFault.Missing, new LinuxFileSystem().List(_folder["file"], []));
    }

    private static IEnumerable<DirectoryEntry> Read(string path)
    {
        var entries = new List<DirectoryEntry>();
        Assert.Equal(FileFault.None, LinuxDirectory.Read(new LinuxFileSystem(), path, entries));
        return entries.OrderBy(entry => entry.Name, StringComparer.Ordinal);
    }
}
