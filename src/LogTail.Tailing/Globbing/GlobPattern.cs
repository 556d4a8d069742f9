using System.Collections.Immutable;

namespace LogTail.Tailing.Globbing;

/// <summary>An absolute path in which names may be patterns, braces already expanded. Immutable.</summary>
internal sealed class GlobPattern
{
    private GlobPattern(string text, string root, ImmutableArray<GlobSegment> segments)
    {
        Text = text;
        Root = root;
        Segments = segments;
    }

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    /// <summary>The directory that is always there: <c>/</c>, or a drive.</summary>
    public string Root { get; }

    /// <summary>The names below <see cref="Root"/>; at least one.</summary>
    public ImmutableArray<GlobSegment> Segments { get; }

    /// <summary>The one path that it stands for; <see langword="null"/> when it has wildcards.</summary>
    public string? LiteralPath => Segments.All(segment => segment.Literal is not null)
        ? Path.Combine([Root, .. Segments.Select(segment => segment.Literal!)])
        : null;

    /// <summary>All patterns that a text stands for; relative ones are taken from the working directory.</summary>
    public static IEnumerable<GlobPattern> Parse(string text) =>
        from expanded in BraceExpansion.Expand(text)
        select ParseExpanded(text, expanded);

    /// <summary>Whether an absolute path matches.</summary>
    public bool IsMatch(string path)
    {
        var names = path[Root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        return path.StartsWith(Root, StringComparison.Ordinal) && Matches(0, names);
    }

    private static GlobPattern ParseExpanded(string text, string expanded)
    {
        var absolute = Path.IsPathRooted(expanded) ? expanded : Path.Combine(Escape(Environment.CurrentDirectory), expanded);
        var root = Path.GetPathRoot(absolute)!;
        var segments = new List<GlobSegment>();
        foreach (var name in absolute[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (name is not ("." or ".."))
            {
                segments.Add(GlobSegment.Parse(name));
            }
        }

        if (segments is [.., { IsAnyDepth: true }])
        {
            segments.Add(GlobSegment.Parse("*"));
        }

        // A bare root is a directory; it keeps one empty name so that it is reported as such.
        return new GlobPattern(text, root, segments.Count == 0 ? [GlobSegment.Parse("")] : [.. segments]);
    }

    private static string Escape(string directory) =>
        string.Concat(directory.Select(unit => "*?[]{}\\".Contains(unit, StringComparison.Ordinal) ? $"\\{unit}" : $"{unit}"));

    private bool Matches(int segment, ReadOnlySpan<string> names)
    {
        if (segment == Segments.Length)
        {
            return names.IsEmpty;
        }

        if (Segments[segment].IsAnyDepth)
        {
            return Matches(segment + 1, names) || (!names.IsEmpty && Matches(segment, names[1..]));
        }

        return !names.IsEmpty && Segments[segment].IsMatch(names[0]) && Matches(segment + 1, names[1..]);
    }
}
