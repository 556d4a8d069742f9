namespace LogTail.Runtime.Matching;

/// <summary>
/// A piece that a program's patterns have in common, matched just where it is called. It captures nothing, so all that a caller can ask is where it
/// ends: by preference, and then, when what follows does not match there, where else. Each call in a pattern has a matcher of its own.
/// </summary>
public abstract class PartMatcher : Matcher
{
    private const int BitsPerWord = 64;

    // Of the call whose ends are listed: the search of the outermost caller, and where the part began.
    private long _listedSearch = -1;
    private int _listedStart;

    // By preference, each once. Invariant: the bits of just these are set while a list is made, and none afterwards.
    private int[] _ends = new int[16];
    private int _count;
    private ulong[] _isEnd = new ulong[16];

    // Index of the end that was given last.
    private int _given;

    private bool _lists;

    /// <param name="groupCount">As for <see cref="Matcher"/>.</param>
    /// <param name="looksAhead">As for <see cref="Matcher"/>.</param>
    protected PartMatcher(int groupCount, bool looksAhead)
        : base(groupCount, looksAhead, linearProgram: null)
    {
    }

    /// <summary>Told by generated code that the part has matched up to a place.</summary>
    /// <returns><see langword="false"/> to make it look for another way.</returns>
    protected bool TakeEnd(int end)
    {
        if (!_lists)
        {
            return true;
        }

        ref var word = ref _isEnd[end / BitsPerWord];
        var bit = 1UL << (end % BitsPerWord);
        if ((word & bit) == 0)
        {
            if (_count == _ends.Length)
            {
                ResizeStack(ref _ends, 2 * _count);
            }

            word |= bit;
            _ends[_count++] = end;
        }

        return false;
    }

    /// <summary>The end that is preferred.</summary>
    /// <returns>-1 when the part does not match.</returns>
    internal int FirstEnd(ReadOnlySpan<char> text, int start) => ScanAt(text, start);

    /// <summary>The end to try after another.</summary>
    /// <param name="end">What this or <see cref="FirstEnd"/> has given for that start.</param>
    /// <param name="search">Tells one text from the next.</param>
    /// <returns>-1 when there is none.</returns>
    internal int NextEnd(ReadOnlySpan<char> text, int start, int end, long search)
    {
        if (_listedSearch != search || _listedStart != start)
        {
            ListEnds(text, start);
            (_listedSearch, _listedStart, _given) = (search, start, 0);
        }

        if (_given >= _count || _ends[_given] != end)
        {
            _given = _ends.AsSpan(0, _count).IndexOf(end);
        }

        return ++_given < _count ? _ends[_given] : -1;
    }

    // A part that gives up in the midst of it leaves no list behind.
    private void ListEnds(ReadOnlySpan<char> text, int start)
    {
        _listedSearch = -1;
        _count = 0;
        if (_isEnd.Length <= text.Length / BitsPerWord || _ends.Length > KeptStack)
        {
            _isEnd = new ulong[Math.Max(_isEnd.Length, (text.Length / BitsPerWord) + 1)];
            _ends = _ends.Length > KeptStack ? new int[16] : _ends;
        }

        _lists = true;
        try
        {
            ScanAt(text, start);
        }
        finally
        {
            _lists = false;
            foreach (var end in _ends.AsSpan(0, _count))
            {
                _isEnd[end / BitsPerWord] = 0;
            }
        }
    }
}
