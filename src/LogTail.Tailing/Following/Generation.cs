using LogTail.Tailing.Files;
using LogTail.Tailing.Lines;

namespace LogTail.Tailing.Following;

/// <summary>
/// What is known of the bytes that were read of one file, enough to recognize a copy of them. Taken when the file is closed or was truncated.
/// </summary>
internal sealed class Generation
{
    private const int ComparedBytes = 4096;

    private readonly byte[] _anchor;

    // Only while the file still holds the bytes.
    private readonly IOpenFile? _file;

    private Generation(FileTail tail, IOpenFile? file)
    {
        Source = tail.Source;
        Identity = tail.Identity;
        Lines = tail.Lines;
        ReadTo = tail.Lines.ReadTo;
        Head = tail.Head;
        _file = file;
        var anchor = new byte[Anchor.Capacity];
        _anchor = anchor[..tail.Lines.CopyAnchor(anchor)];
    }

    public string Source { get; }

    public FileIdentity Identity { get; }

    /// <summary>The file is open and still has the bytes.</summary>
    public bool IsIntact => _file is not null;

    /// <summary>Where its reading stands; not to be fed any more.</summary>
    public LineCutter Lines { get; }

    public Head Head { get; }

    /// <summary>Up to where it was read.</summary>
    public long ReadTo { get; }

    /// <summary>A file that is open and intact.</summary>
    public static Generation Of(FileTail tail) => new(tail, tail.File);

    /// <summary>A file of which only the memory is left.</summary>
    public static Generation Former(FileTail tail) => new(tail, null);

    /// <summary>How another file's bytes compare.</summary>
    /// <param name="tail">The other file.</param>
    /// <param name="length">Its length; not 0.</param>
    public Likeness Compare(FileTail tail, long length)
    {
        // A copy is younger than what it was made of. Where birth is unknown all are of the same age.
        if (tail.Identity == Identity || tail.Identity.Generation < Identity.Generation)
        {
            return Likeness.None;
        }

        var other = tail.File;
        if (ReadTo == 0)
        {
            return _file is not null && HaveSameStart(_file, other, Math.Min(length, ComparedBytes)) ? Likeness.Prefix : Likeness.None;
        }

        if (!Head.Fits(Read(other, 0, Math.Min(length, Head.Capacity))))
        {
            return Likeness.None;
        }

        if (length < ReadTo)
        {
            return Likeness.Prefix;
        }

        return Read(other, ReadTo - _anchor.Length, _anchor.Length).AsSpan().SequenceEqual(_anchor) ? Likeness.Copy : Likeness.None;
    }

    /// <summary>Whether another file begins as what was read of this one, as far as their beginnings tell; of one that was not read, as it is.</summary>
    public bool IsBegunLike(IOpenFile other)
    {
        if (ReadTo > 0)
        {
            return Head.Fits(Read(other, 0, Head.Capacity));
        }

        return _file is not null && HaveSameStart(_file, other, Read(other, 0, ComparedBytes).Length);
    }

    private static bool HaveSameStart(IOpenFile left, IOpenFile right, long length)
    {
        var start = Read(left, 0, length);
        return start.Length == length && start.AsSpan().SequenceEqual(Read(right, 0, length));
    }

    private static byte[] Read(IOpenFile file, long offset, long length)
    {
        var bytes = new byte[length];
        _ = file.Read(bytes, offset, out var count);
        return bytes[..count];
    }
}

/// <summary>How a file's bytes compare with what was read of another one.</summary>
internal enum Likeness
{
    None,

    /// <summary>They are the beginning of it, as far as can be told.</summary>
    Prefix,

    /// <summary>They are all of it, and perhaps more.</summary>
    Copy,
}
