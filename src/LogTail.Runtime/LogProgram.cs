using System.Collections.Immutable;
using System.Text.Json;
using LogTail.Metrics;
using LogTail.Runtime.Sieving;
using LogTail.Runtime.Texts;
using LogTail.Runtime.Time;

namespace LogTail.Runtime;

/// <summary>
/// A loaded program, made to run on lines. Derived classes are emitted by the compiler. Not thread-safe: one line at a time, one thread at a time.
/// The only state that survives a line is the metrics, and the memo of strptime (spec/mtail-language.md §1, §13.2).
/// </summary>
public abstract partial class LogProgram
{
    // Logs a tenth of whose lines fault are common, and telling costs a lock and a look at the clock.
    private const int MostFaultsTold = 8;

    private const ulong AllClues = ulong.MaxValue;

    private readonly string _name;
    private readonly IProgramObserver _observer;
    private readonly TimeReader _timeReader;
    private readonly TimeMemo _timeMemo = new();

    // Of the present batch: faults, told or not.
    private int _batchFaults;

    // The line under way, for fault reports: where it stands in the text given to Run.
    private Range _line;

    // What came along with the lines of the present block, and the number of the line under way, plus one.
    private IReadOnlyList<JsonElement>? _extras;
    private int _next;

    /// <param name="context">Whose families are those of the program's descriptions.</param>
    protected LogProgram(ProgramContext context)
    {
        _name = context.Name;
        _observer = context.Observer;
        _timeReader = new TimeReader(context.Options.Zone, () => context.Options.LocalZone, context.Options.UseCurrentYear, context.Clock);
        SourceName = context.Name;
    }

    /// <summary>Names of the only line sources that the program wants; empty for all (spec/mtail-language.md §11.8).</summary>
    public virtual ImmutableArray<string> LogFilter => [];

    /// <summary>What lines must contain for the program's patterns to match; patterns of which nothing is known have none.</summary>
    public virtual ImmutableArray<LineClue> LineClues => [];

    /// <summary>Bits of clues of which a line must have one for the program to do anything at all; 0 when it may do something on any line.</summary>
    public virtual ulong NeededClues => 0;

    /// <summary>Lines run so far.</summary>
    public long LineCount { get; private set; }

    /// <summary>Lines given up so far, and begin blocks.</summary>
    public long FaultCount { get; private set; }

    /// <summary>What the metrics of a configuration have counted of themselves, in their order; empty for a program.</summary>
    public virtual ImmutableArray<MetricCounts> MetricCounts => [];

    /// <summary>Lines so far that updated at least one metric of a configuration; the others were ignored.</summary>
    public long MatchedLineCount { get; protected set; }

    /// <summary>Name of the source of the line; in a begin block the name of the program.</summary>
    protected string SourceName { get; private set; }

    /// <summary>Bits of the clues that the line under way may have; all where nobody has looked.</summary>
    protected ulong Clues { get; private set; }

    /// <summary>Number of the line under way, other than that of any line before.</summary>
    protected long LineNumber { get; private set; }

    /// <summary>Spells the labels of a series.</summary>
    protected LabelBuffer Labels { get; } = new();

    /// <summary>Texts made for this line.</summary>
    protected TextScratch Texts { get; } = new();

    /// <summary>What came along with the line under way; null when its source has nothing beside lines.</summary>
    protected JsonElement? Extra => _extras is { } extras ? extras[_next - 1] : null;

    /// <summary>Runs the program's begin blocks: once, after loading.</summary>
    /// <param name="nowNanos">Unix nanoseconds.</param>
    public void Begin(long nowNanos)
    {
        SetNow(nowNanos);
        Clues = AllClues;
        StartLine();
        try
        {
            OnBegin();
        }
        catch (Exception e)
        {
            Fail(e, default);
        }
    }

    /// <summary>Runs the program on lines, one after the other. A fault ends only its line.</summary>
    /// <param name="text">What the ranges point into.</param>
    /// <param name="lines">The lines, without their terminators.</param>
    /// <param name="sourceName">Where they come from.</param>
    /// <param name="nowNanos">Unix nanoseconds: the time of updates on lines that tell none.</param>
    /// <param name="extras">What came along with each line; null when the source has nothing beside lines.</param>
    /// <param name="hits">Which lines have which clues; null when nobody has looked. It changes nothing but the time this takes.</param>
    public void Run(
        ReadOnlySpan<char> text, ReadOnlySpan<Range> lines, string sourceName, long nowNanos, IReadOnlyList<JsonElement>? extras = null, ClueHits? hits = null)
    {
        SourceName = sourceName;
        _extras = extras;
        SetNow(nowNanos);
        LineCount += lines.Length;
        _batchFaults = 0;
        Clues = AllClues;
        var skips = hits is not null && NeededClues != 0 && (NeededClues & hits.Unknown) == 0;
        var last = skips ? hits!.Count : lines.Length;
        var hit = 0;
        for (var next = 0; next < last;)
        {
            try
            {
                // One try around many lines: entering it for each would cost more than some programs do.
                if (hits is null)
                {
                    RunLines(text, lines, ref next);
                }
                else if (skips)
                {
                    RunHits(text, lines, hits, ref next);
                }
                else
                {
                    RunLines(text, lines, hits, ref next, ref hit);
                }
            }
            catch (TextTooLongException e)
            {
                Fault(0, e.Message, text[_line]);
            }
            catch (Exception e)
            {
                Fail(e, text[_line]);
            }
        }

        if (_batchFaults > MostFaultsTold)
        {
            _observer.MoreLinesFaulted(_name, _batchFaults - MostFaultsTold);
        }
    }

    /// <summary>Runs the program on one line.</summary>
    protected abstract void OnLine(ReadOnlySpan<char> line);

    /// <summary>Runs the begin blocks.</summary>
    protected virtual void OnBegin()
    {
    }

    /// <summary>Gives the line up; emitted code returns right after it. Costs no exception: lines that do not fit are common.</summary>
    /// <param name="programLine">One-based line of the program; 0 when it is not known.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="line">The line.</param>
    protected void Fault(int programLine, string message, ReadOnlySpan<char> line)
    {
        FaultCount++;
        _batchFaults++;
        if (_batchFaults <= MostFaultsTold)
        {
            _observer.LineFaulted(_name, programLine, message, SourceName, line);
        }
    }

    private void RunLines(ReadOnlySpan<char> text, ReadOnlySpan<Range> lines, ref int next)
    {
        while (next < lines.Length)
        {
            _line = lines[next++];
            _next = next;
            StartLine();
            OnLine(text[_line]);
        }
    }

    // All lines, with what is known of each.
    private void RunLines(ReadOnlySpan<char> text, ReadOnlySpan<Range> lines, ClueHits hits, ref int next, ref int hit)
    {
        while (next < lines.Length)
        {
            var isHit = hit < hits.Count && hits.LineOf(hit) == next;
            Clues = isHit ? hits.CluesOf(hit++) : hits.Unknown;
            _line = lines[next++];
            _next = next;
            StartLine();
            OnLine(text[_line]);
        }
    }

    // Only the lines on which the program can do anything.
    private void RunHits(ReadOnlySpan<char> text, ReadOnlySpan<Range> lines, ClueHits hits, ref int next)
    {
        while (next < hits.Count)
        {
            var hit = next++;
            Clues = hits.CluesOf(hit);
            if ((Clues & NeededClues) != 0)
            {
                _next = hits.LineOf(hit) + 1;
                _line = lines[_next - 1];
                StartLine();
                OnLine(text[_line]);
            }
        }
    }

    private void StartLine()
    {
        LineNumber++;
        SetRegister(UnixTime.Unset);
        Texts.Clear();
    }

    private void Fail(Exception exception, ReadOnlySpan<char> line)
    {
        FaultCount++;
        _observer.LineFailed(_name, exception, SourceName, line);
    }
}
