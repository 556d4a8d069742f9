using LogTail.Runtime.Images;

namespace LogTail.Tests.Runtime.Images;

public sealed class ImageCacheTests : IDisposable
{
    private static readonly ImageKey Key = ImageKey.Of("a.mtail", "counter a\n", "", []);
    private static readonly ProgramImage Image = new("a.mtail", "EmittedProgram", new byte[] { 1, 2, 3 });

    private readonly string _parent = Directory.CreateTempSubdirectory("logtail-images-").FullName;

    private string Folder => Path.Combine(_parent, "cache", "images");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Finds_what_was_stored()
    {
        var cache = Open();
        Assert.Null(cache.Find(Key));
        Assert.True(cache.TryStore(Key, Image));
        Assert.Equal(Image.Assembly.ToArray(), Open().Find(Key)!.Assembly.ToArray());
        Assert.Null(cache.Find(ImageKey.Of("b.mtail", "counter a\n", "", [])));
    }

    [Fact]
    public void Replaces_an_image_of_the_same_key_and_leaves_no_other_file()
    {
        var cache = Open();
        cache.TryStore(Key, Image with { Assembly = new byte[] { 9 } });
        cache.TryStore(Key, Image);
        Assert.Equal(3, cache.Find(Key)!.Assembly.Length);
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Does_not_take_the_image_of_another_program_that_has_its_name()
    {
        var cache = Open();
        var other = ImageKey.Of("a.mtail", "counter b\n", "", []);
        cache.TryStore(other, Image);
        File.Move(Path.Combine(Folder, other.FileName + ".image"), Path.Combine(Folder, Key.FileName + ".image"));
        Assert.Null(cache.Find(Key));
    }

    [Fact]
    public void Makes_folder_and_files_for_the_user_alone()
    {
        Open().TryStore(Key, Image);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(Folder), 8));
            Assert.Equal("600", Convert.ToString((int)File.GetUnixFileMode(Directory.GetFiles(Folder)[0]), 8));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_harmed_file_is_a_miss_and_goes(int length)
    {
        var cache = Open();
        cache.TryStore(Key, Image);
        var file = Directory.GetFiles(Folder)[0];
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..length]);
        Assert.Null(cache.Find(Key));
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    public void Refuses_a_folder_that_is_open_to_others(UnixFileMode open)
    {
        if (!OperatingSystem.IsWindows())
        {
            Open();
            File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | open);
            Assert.False(ImageCache.TryOpen(Folder, out _, out var refusal));
            Assert.Equal($"The image cache {Folder} is open to other users, who could make this process run code. Close it: chmod 700 {Folder}", refusal);
        }
    }

    [Fact]
    public void Refuses_a_folder_that_cannot_be_made()
    {
        var file = Path.Combine(_parent, "file");
        File.WriteAllText(file, "");
        Assert.False(ImageCache.TryOpen(Path.Combine(file, "images"), out _, out var refusal));
        Assert.Contains("cannot be used", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Works_on_when_the_folder_has_gone()
    {
        var cache = Open();
        Directory.Delete(Folder);
        Assert.False(cache.TryStore(Key, Image));
        Assert.Null(cache.Find(Key));
    }

    [Fact]
    public void Trusts_the_user_and_root_and_nobody_else()
    {
        Assert.True(ImageCacheFolder.IsTrusted(FileOwner.Current()));
        Assert.True(ImageCacheFolder.IsTrusted(0));
        Assert.False(ImageCacheFolder.IsTrusted(4_000_000));
        Assert.Equal(FileOwner.Current(), FileOwner.Of(_parent));
    }

    private ImageCache Open()
    {
        Assert.True(ImageCache.TryOpen(Folder, out var cache, out var refusal), refusal);
        return cache;
    }
}
