using System.Text.RegularExpressions;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Which files a metric wants. Remembers the source it was last asked about: lines come in blocks of one source.</summary>
/// <param name="globs">Empty for all lines.</param>
internal sealed class PathFilter(PathGlob[] globs)
{
    private readonly (string Folder, Regex FileName)[] _globs =
        [.. globs.Select(glob => (Path.GetFullPath(glob.Folder), new Regex(glob.FileName, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)))];

    private string? _source;
    private bool _accepts;

    public bool Accepts(string source)
    {
        if (!ReferenceEquals(source, _source))
        {
            _source = source;
            _accepts = _globs.Length == 0 || (source.StartsWith('/') && IsMatch(source));
        }

        return _accepts;
    }

    private bool IsMatch(string source)
    {
        var slash = source.LastIndexOf('/');
        var folder = slash == 0 ? "/" : source[..slash];
        var name = source[(slash + 1)..];
        return _globs.Any(glob => glob.Folder == folder && glob.FileName.IsMatch(name));
    }
}
