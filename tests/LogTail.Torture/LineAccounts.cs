using System.Diagnostics;

namespace LogTail.Torture;

/// <summary>
/// Which lines there are, in how many files each of them stands, and which may be missing because nobody kept their bytes: what
/// spec/follower.md §3.13 calls impossible.
/// </summary>
internal sealed class LineAccounts
{
    // Rotated files are looked at once a second for whether they were deleted, and what was seen is written a second later.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(3);

    private readonly List<int> _holders = [];
    private readonly List<int> _lengths = [];

    // Lines whose bytes were gone before they were seen to be counted.
    private readonly HashSet<int> _excused = [];

    // Counted, but their bytes were gone before that was known to be on disk: a crash before then forgets them.
    private readonly HashSet<int> _fragile = [];

    // Counted by the process that runs now, or on disk.
    private HashSet<int> _seen = [];
    private readonly HashSet<int> _durable = [];

    // When files went away, by the stopwatch, those of which no checkpoint knows for certain, and whether a process is about to miss them.
    private readonly List<long> _unsettledFiles = [];
    private bool _isStarting;

    // Served at any time.
    private readonly HashSet<int> _served = [];

    public int Count => _holders.Count;

    /// <summary>Lines that may be missing.</summary>
    public IReadOnlySet<int> Excused => _excused;

    /// <summary>Files that went away before it was on disk that nothing in them is missed, or while no process saw it.</summary>
    public int FilesAtRisk { get; private set; }

    public long BytesOf(IEnumerable<int> lines) => lines.Sum(line => (long)_lengths[line]);

    /// <summary>A new line, in no file yet.</summary>
    public int Next()
    {
        _holders.Add(0);
        _lengths.Add(0);
        return _holders.Count - 1;
    }

    public void Written(int line, int length)
    {
        _holders[line]++;
        _lengths[line] = length;
    }

    /// <summary>Another file holds a line too.</summary>
    public void Copied(IEnumerable<int> lines)
    {
        foreach (var line in lines)
        {
            _holders[line]++;
        }
    }

    /// <summary>The bytes of lines are gone from one place.</summary>
    public void Removed(IReadOnlyCollection<int> lines)
    {
        foreach (var line in lines)
        {
            if (--_holders[line] > 0)
            {
                continue;
            }

            if (_seen.Contains(line))
            {
                _fragile.Add(line);
            }
            else
            {
                _excused.Add(line);
            }
        }

        _unsettledFiles.Add(Stopwatch.GetTimestamp());
    }

    /// <summary>Lines that nobody could find again although they are still there.</summary>
    public void Excuse(IEnumerable<int> lines) => _excused.UnionWith(lines);

    /// <summary>What a scrape served.</summary>
    /// <returns>Lines that were served before and are not any more, though their bytes are there: a step back.</returns>
    public IReadOnlyList<int> Served(Scrape scrape)
    {
        var back = _served.Where(line => !scrape.Counts.ContainsKey(line) && !_excused.Contains(line)).Order().ToArray();
        _seen.UnionWith(scrape.Counts.Keys);
        _served.UnionWith(scrape.Counts.Keys);
        if (_isStarting)
        {
            // Only a process that starts misses files, whatever went before it looked.
            _isStarting = false;
            FilesAtRisk += _unsettledFiles.Count;
            _unsettledFiles.Clear();
        }

        return back;
    }

    /// <summary>What this scrape served is on disk by now.</summary>
    public void Durable(Scrape scrape)
    {
        _durable.UnionWith(scrape.Counts.Keys);
        _fragile.ExceptWith(_durable);
        _unsettledFiles.RemoveAll(time => Stopwatch.GetElapsedTime(time) > Noticed);
    }

    public bool IsDurable(int line) => _durable.Contains(line);

    /// <summary>What was not on disk for certain is not known to be counted any more.</summary>
    public void Crashed()
    {
        _excused.UnionWith(_fragile);
        _fragile.Clear();
        _seen = [.. _durable];
        _isStarting = true;
    }

    /// <summary>Whether everything is there that must be.</summary>
    public bool IsComplete(Scrape scrape)
    {
        for (var line = 0; line < Count; line++)
        {
            if (!_excused.Contains(line) && !scrape.Counts.ContainsKey(line))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public IReadOnlyList<string> Wrong(Scrape scrape)
    {
        var wrong = new List<string>();
        for (var line = 0; line < Count; line++)
        {
            var count = scrape.Counts.GetValueOrDefault(line);
            if (count > 1 || (count == 0 && !_excused.Contains(line)))
            {
                wrong.Add($"line {line}: {count} times");
            }
        }

        // The first part of a line may have been read, and the rest truncated.
        if (scrape.Odd > _excused.Count)
        {
            wrong.Add($"{scrape.Odd} lines that nobody wrote");
        }

        return wrong;
    }
}
