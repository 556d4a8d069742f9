using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Runtime.Images;

/// <summary>
/// Images on disk, one file per key, so that a program is compiled once. It may fail at any time without harm: what cannot be
/// read is a miss, what cannot be written is compiled again next time. Several processes may use one folder.
/// </summary>
public sealed class ImageCache
{
    private const string Extension = ".image";

    // Programs under work leave an image for each version behind; the oldest go.
    private const int MostFiles = 512;

    private readonly string _folder;

    private ImageCache(string folder)
    {
        _folder = folder;
    }

    /// <summary>Opens a cache, making its folder if need be.</summary>
    /// <param name="folder">A full path, see <see cref="ImageCacheFolder.Choose"/>.</param>
    /// <param name="cache">The cache.</param>
    /// <param name="refusal">Why the folder may not be used, for the user: it cannot be made, or others could have written there.</param>
    public static bool TryOpen(
        string folder,
        [NotNullWhen(true)] out ImageCache? cache,
        [NotNullWhen(false)] out string? refusal)
    {
        cache = ImageCacheFolder.TryPrepare(folder, out refusal) ? new ImageCache(folder) : null;
        return cache is not null;
    }

    /// <summary>The image of a key.</summary>
    /// <returns>Null when there is none that is whole; one that is not, or that is of another key, is deleted.</returns>
    public ProgramImage? Find(ImageKey key)
    {
        var path = PathOf(key);
        try
        {
            if (ImageFile.TryRead(ReadOwn(path), out var found, out var image) && found.Span.SequenceEqual(key.Bytes.Span))
            {
                return image;
            }

            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }

        return null;
    }

    /// <summary>Keeps an image, replacing one of the same key.</summary>
    /// <returns><see langword="false"/> when it cannot be written.</returns>
    public bool TryStore(ImageKey key, ProgramImage image)
    {
        var temporary = PathOf(key) + "." + Guid.NewGuid().ToString("N");
        try
        {
            WriteNew(temporary, ImageFile.ToBytes(image, key.Bytes));

            // Readers see the old file or the new one, whole.
            File.Move(temporary, PathOf(key), overwrite: true);
            DropOldest();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            return false;
        }
    }

    // The owner is asked of the open file: whatever happened to the folder since it was checked, these bytes are ours.
    private static byte[] ReadOwn(string path)
    {
        using var file = File.OpenHandle(path);
        if (!ImageCacheFolder.IsTrusted(FileOwner.Of(file)))
        {
            return [];
        }

        var bytes = new byte[RandomAccess.GetLength(file)];
        return ReadAll(file, bytes) ? bytes : [];
    }

    private static bool ReadAll(SafeFileHandle file, byte[] bytes)
    {
        var done = 0;
        while (done < bytes.Length)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(done), done);
            if (count == 0)
            {
                return false;
            }

            done += count;
        }

        return true;
    }

    private static void WriteNew(string path, byte[] bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(bytes);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string PathOf(ImageKey key) => Path.Combine(_folder, key.FileName + Extension);

    private void DropOldest()
    {
        // Also temporary files that a killed process left behind.
        var files = new DirectoryInfo(_folder).GetFiles("*" + Extension + "*");
        foreach (var file in files.OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostFiles))
        {
            TryDelete(file.FullName);
        }
    }
}
