namespace LogTail.Language.Checking.Names;

/// <summary>Finds what a mistyped name was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The candidate with the fewest edits, or null when none is close: at most one edit per three characters, case not counted.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var most = name.Length / 3;
        return candidates
            .Distinct()
            .Where(c => Math.Abs(c.Length - name.Length) <= most && c.Length <= 100)
            .Select(c => (Name: c, Edits: Edits(name, c)))
            .Where(c => c.Edits <= most)
            .OrderBy(c => c.Edits)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name)
            .FirstOrDefault();
    }

    // Levenshtein's distance, one row at a time; case counts for nothing.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var substituted = diagonal + (char.ToLowerInvariant(from[i]) == char.ToLowerInvariant(to[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
