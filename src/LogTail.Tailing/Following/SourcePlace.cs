using System.Collections.Immutable;

namespace LogTail.Tailing.Following;

/// <summary>Where generations of a source may lie, and what they may be called: beside it, beside the target of its link, and where rotated files are moved to.</summary>
internal sealed class SourcePlace
{
    private readonly string _source;
    private readonly string? _target;

    /// <param name="source">The path that is followed.</param>
    /// <param name="target">Where it leads, if it is a link.</param>
    /// <param name="rotated">As <see cref="TailOptions.RotatedDirectories"/>.</param>
    public SourcePlace(string source, string? target, ImmutableArray<string> rotated)
    {
        _source = source;
        _target = target;
        Names = target is null ? [Path.GetFileName(source)] : [Path.GetFileName(source), Path.GetFileName(target)];
        string[] own = target is null ? [DirectoryOf(source)] : [DirectoryOf(source), DirectoryOf(target)];
        Directories = [.. own.Concat(rotated.SelectMany(directory => own.Select(beside => Path.GetFullPath(directory, beside)))).Distinct(StringComparer.Ordinal)];
        Key = string.Join('\0', Directories);
    }

    /// <summary>Directories to look in; its own is the first.</summary>
    public ImmutableArray<string> Directories { get; }

    /// <summary>Its name, and that of its target.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The same for sources with the same directories.</summary>
    public string Key { get; }

    /// <summary>Whether any name may be that of a generation: where links lead, every container names its logs anew.</summary>
    public bool MayBeCalledAnything => _target is not null;

    /// <summary>Whether it is what the path means at present.</summary>
    public bool IsItself(Sibling sibling) => sibling.Path == _source || sibling.Path == _target;

    /// <summary>Whether a file may hold the bytes of a former generation.</summary>
    public bool MayHold(Sibling sibling) =>
        (_target is not null && DirectoryOf(sibling.Path) == DirectoryOf(_target))
        || Names.Any(name => RotationNames.AreRelated(name, sibling.Name));

    /// <summary>Whether it has the name of a generation, as rotation makes it.</summary>
    public bool IsGeneration(Sibling sibling) => Names.Any(name => RotationNames.IsGeneration(name, sibling.Name));

    private static string DirectoryOf(string path) => Path.GetDirectoryName(path) ?? "";
}
