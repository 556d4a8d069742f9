using System.Buffers;

namespace LogTail.Tailing.Following;

/// <summary>The names that rotated files and their copies get: <c>app.log.1</c>, <c>app.log-20260131</c>, <c>app-20260131.log</c>, <c>app.log.2.gz</c>.</summary>
internal static class RotationNames
{
    /// <summary>What vim, emacs, <c>sed -i</c> and <c>perl -i</c> add to the name of the file as it was, while they write the new one or for good.</summary>
    public static readonly string[] BackupEndings = ["~", ".bak", ".orig"];

    private static readonly string[] CompressedEndings = [".gz", ".bz2", ".xz", ".zst", ".Z", ".lz4"];

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly SearchValues<char> Separators = SearchValues.Create(".-_~");

    // daemontools, runit and s6 write to this name and call what they rotate by a time of theirs (TAI64N).
    private const string Current = "current";
    private const int Tai64NDigits = 24;

    // What dates, times and counters are made of.
    private static readonly SearchValues<char> StampUnits = SearchValues.Create("0123456789.-_:+TZ");

    /// <summary>Names that a file of this name may be a generation or a copy of, the longest first.</summary>
    public static IEnumerable<string> PossibleOriginals(string name)
    {
        // `rsync` and others write to a hidden name first.
        var visible = name.TrimStart('.');
        var plain = WithoutCompression(visible);
        var extension = Path.GetExtension(plain);
        if (plain != name)
        {
            yield return plain;
        }

        if (IsTai64N(plain))
        {
            yield return Current;
        }

        for (var i = plain.Length - 1; i > 0; i--)
        {
            if (!Separators.Contains(plain[i]))
            {
                continue;
            }

            yield return plain[..i];
            if (extension.Length > 0 && i < plain.Length - extension.Length)
            {
                yield return plain[..i] + extension;
            }
        }
    }

    /// <summary>Whether a name is the original's with a date or a counter, as rotation makes it; copies may have any other.</summary>
    public static bool IsGeneration(string original, string name)
    {
        var plain = WithoutCompression(name);
        var extension = Path.GetExtension(original);
        var stem = original[..^extension.Length];
        return (original == Current && IsTai64N(plain)) || IsStamp(plain, original, "") || (extension.Length > 0 && IsStamp(plain, stem, extension));
    }

    /// <summary>Whether two names may be generations of the same file, or one of the other: a generation may have been renamed and compressed since.</summary>
    public static bool AreRelated(string left, string right) =>
        Relations(left).Intersect(Relations(right), StringComparer.Ordinal).Any();

    /// <summary>Names of which <see cref="AreRelated">related</see> ones have at least one in common.</summary>
    public static IEnumerable<string> Relations(string name) => PossibleOriginals(name).Append(name);

    /// <summary>What it was called before it was compressed; the name itself when it does not say that it is.</summary>
    public static string WithoutCompression(string name)
    {
        var ending = Array.Find(CompressedEndings, ending => name.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? name : name[..^ending.Length];
    }

    // `@4000000065b2c3d4123abcde.s`; the ending tells whether it was finished (.s), not (.u), or handed to a processor (.t).
    private static bool IsTai64N(string name) =>
        name.Length > Tai64NDigits
        && name[0] == '@'
        && !name.AsSpan(1, Tai64NDigits).ContainsAnyExcept(HexDigits)
        && name.Length is Tai64NDigits + 1 or Tai64NDigits + 3
        && (name.Length == Tai64NDigits + 1 || name[Tai64NDigits + 1] == '.');

    private static bool IsStamp(string name, string before, string after)
    {
        if (name.Length < before.Length + after.Length + 2
            || !name.StartsWith(before, StringComparison.Ordinal)
            || !name.EndsWith(after, StringComparison.Ordinal))
        {
            return false;
        }

        var stamp = name.AsSpan(before.Length, name.Length - before.Length - after.Length);
        return Separators.Contains(stamp[0]) && !stamp.ContainsAnyExcept(StampUnits) && stamp.ContainsAnyInRange('0', '9');
    }
}
