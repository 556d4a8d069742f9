using System.Collections.Immutable;

namespace LogTail.Runtime.Sieving;

/// <summary>
/// Decides for several programs at once which lines can matter to them: one pass over a batch looks for the texts that their patterns
/// need. It never changes what a program does, only how soon it knows that it has nothing to do. Clues that most lines have are of no use and
/// are not looked for any more, for a while. One owner, one batch at a time.
/// </summary>
public sealed class LineSieve
{
    // Lines after which it is decided anew which clues are of use.
    private const long Window = 8192;

    // Lines after which all are looked for again: logs change.
    private const long Season = 1 << 22;

    private readonly ClueHits?[] _hits;
    private readonly ImmutableArray<SoughtClue> _clues;

    // Those that are looked for; null when there are none.
    private ImmutableArray<SoughtClue> _sought;
    private ClueTexts? _texts;

    private long _windowLines;
    private long _seasonLines;

    /// <param name="programs">In the order of their numbers.</param>
    public LineSieve(IReadOnlyList<LogProgram> programs)
    {
        var clues = ImmutableArray.CreateBuilder<SoughtClue>();
        _hits = new ClueHits?[programs.Count];
        for (var i = 0; i < programs.Count; i++)
        {
            if (!programs[i].LineClues.IsEmpty)
            {
                var hits = _hits[i] = new ClueHits();
                clues.AddRange(programs[i].LineClues.Select(clue => new SoughtClue(clue, hits)));
            }
        }

        _clues = clues.ToImmutable();
        Seek(_clues);
    }

    /// <summary>Looks through a batch.</summary>
    /// <returns>False when nothing is looked for at present: every line may matter to every program.</returns>
    public bool Look(ReadOnlySpan<char> text, ReadOnlySpan<Range> lines)
    {
        Adapt(lines.Length);
        if (_texts is null)
        {
            return false;
        }

        foreach (var hits in _hits)
        {
            hits?.Clear();
        }

        _texts.Find(text, lines);
        return true;
    }

    /// <summary>What the last <see cref="Look"/> found for a program; null for one without clues, which runs on every line.</summary>
    /// <param name="program">Its number.</param>
    public ClueHits? HitsOf(int program) => _hits[program];

    private void Adapt(int lines)
    {
        if (_seasonLines >= Season)
        {
            _seasonLines = 0;
            _windowLines = 0;
            Seek(_clues);
        }
        else if (_windowLines >= Window)
        {
            // A clue that is found in every other line costs more than it saves.
            var useful = _sought.Where(clue => clue.Count * 2 <= _windowLines).ToImmutableArray();
            if (useful.Length < _sought.Length)
            {
                Seek(useful);
            }

            _windowLines = 0;
            foreach (var clue in _sought)
            {
                clue.Forget();
            }
        }

        _windowLines += lines;
        _seasonLines += lines;
    }

    private void Seek(ImmutableArray<SoughtClue> clues)
    {
        foreach (var clue in _clues)
        {
            clue.Forget();
            clue.Seek(clues.Contains(clue));
        }

        _sought = clues;
        _texts = clues.IsEmpty ? null : new ClueTexts(clues);
    }
}
