namespace LogTail.Runtime.Sieving;

/// <summary>Which lines of a batch have which clues of one program. Filled by its <see cref="LineSieve"/>, valid until the next batch.</summary>
public sealed class ClueHits
{
    // Lines with at least one clue, ascending. Invariant: Count <= both lengths.
    private int[] _lines = new int[64];
    private ulong[] _clues = new ulong[64];

    /// <summary>Lines on which a clue was found.</summary>
    public int Count { get; private set; }

    /// <summary>Clues that are not looked for: every line may have them.</summary>
    public ulong Unknown { get; internal set; }

    internal int LineOf(int hit) => _lines[hit];

    internal ulong CluesOf(int hit) => _clues[hit] | Unknown;

    internal void Clear() => Count = 0;

    /// <param name="line">Not before the line added last.</param>
    internal void Add(int line, ulong clue)
    {
        if (Count > 0 && _lines[Count - 1] == line)
        {
            _clues[Count - 1] |= clue;
            return;
        }

        if (Count == _lines.Length)
        {
            Array.Resize(ref _lines, Count * 2);
            Array.Resize(ref _clues, Count * 2);
        }

        _lines[Count] = line;
        _clues[Count] = clue;
        Count++;
    }
}
