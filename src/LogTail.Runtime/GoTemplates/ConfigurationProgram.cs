using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Runtime.Time;

namespace LogTail.Runtime.GoTemplates;

/// <summary>
/// What a compiled grok_exporter configuration stands on: its metrics take their turns with each line, and a failing template ends only the turn of its metric
/// (spec/grok.md §8.1).
/// </summary>
public abstract class ConfigurationProgram : LogProgram
{
    // Of the first lines the time is taken on each, later on one of so many.
    private const int TimedLines = 16;

    // A template that loops over what a line brought along may not go on for ever.
    private const int MostLoopSteps = 1_000_000;
    private const int MostTemplateDepth = 200;

    private readonly PathFilter[] _filters;
    private readonly TimeReader _timestamps;

    private string _problem = "";
    private GoValue _extra;
    private bool _hasExtra;
    private bool _isMatched;
    private int _loopSteps;
    private int _templateDepth;
    private long _lines;

    // How many lines the time of this one stands for; 0 when it is not taken.
    private int _timeWeight;

    /// <param name="context">Whose families are those of the program's descriptions.</param>
    /// <param name="paths">For each metric the globs of the only files that it wants; empty for all lines.</param>
    protected ConfigurationProgram(ProgramContext context, params ReadOnlySpan<PathGlob[]> paths)
        : base(context)
    {
        _timestamps = new TimeReader(null, () => context.Options.LocalZone, addCurrentYear: false, context.Clock);
        _filters = new PathFilter[paths.Length];
        for (var i = 0; i < paths.Length; i++)
        {
            _filters[i] = new PathFilter(paths[i]);
        }
    }

    /// <summary>Why a template failed.</summary>
    protected ref string Problem => ref _problem;

    /// <summary>Where templates that are more than one field are printed.</summary>
    protected TemplateOutput Output { get; } = new();

    /// <summary><c>.logfile</c>: the path of the line's file; empty for lines that come from none.</summary>
    protected string LogFile => SourceName.StartsWith('/') ? SourceName : "";

    /// <summary><c>.extra</c>: what came along with the line.</summary>
    protected GoValue ExtraValue
    {
        get
        {
            if (!_hasExtra)
            {
                _extra = Extra is { } element ? GoValue.Of(element) : GoValue.Nil;
                _hasExtra = true;
            }

            return _extra;
        }
    }

    /// <summary>Before the first metric's turn.</summary>
    protected void BeginLine()
    {
        _hasExtra = false;
        _isMatched = false;
        _loopSteps = 0;
        _templateDepth = 0;
        _timeWeight = _lines < TimedLines ? 1 : _lines % TimedLines == 0 ? TimedLines : 0;
        _lines++;
    }

    /// <summary>After the last metric's turn.</summary>
    protected void EndLine()
    {
        if (_isMatched)
        {
            MatchedLineCount++;
        }
    }

    /// <summary>Whether a metric wants the line's file.</summary>
    protected bool Wants(int metric) => _filters[metric].Accepts(SourceName);

    /// <summary>When a metric's turn began; 0 when its time is not taken.</summary>
    protected long StartTime() => _timeWeight == 0 ? 0 : Stopwatch.GetTimestamp();

    /// <summary>A metric was updated.</summary>
    protected void Matched(MetricCounts counts, long startTime)
    {
        _isMatched = true;
        counts.MatchingLines++;
        if (startTime != 0)
        {
            counts.ElapsedTicks += (Stopwatch.GetTimestamp() - startTime) * _timeWeight;
        }
    }

    /// <summary>A metric's turn ends without an update, because a template failed.</summary>
    /// <param name="configurationLine">Where the metric is defined.</param>
    /// <param name="purpose">What the template was for.</param>
    protected void Skip(MetricCounts counts, int configurationLine, string purpose, ReadOnlySpan<char> line)
    {
        counts.AddError();
        Fault(configurationLine, $"{counts.Metric}: {purpose}: {Problem}", line);
    }

    /// <summary>The number that a value template printed; a counter's may not be negative.</summary>
    protected bool TryValue(ReadOnlySpan<char> text, bool isCounter, out double value)
    {
        if (!Numbers.FloatText.TryParse(text, out value))
        {
            Problem = $"value matches '{text}', which is not a valid number.";
            return false;
        }

        return IsValue(value, isCounter);
    }

    /// <summary>Whether a number may be added to a counter.</summary>
    protected bool IsValue(double value, bool isCounter)
    {
        if (isCounter && value < 0)
        {
            Problem = "Negative value with metric counter.";
            return false;
        }

        return true;
    }

    /// <summary><c>timestamp</c>: Unix seconds, by way of nanoseconds in 64 bits, which wrap around.</summary>
    /// <param name="hasComma">Whether commas of the value are points.</param>
    protected bool TryTimestamp(TimeLayout layout, bool hasComma, ReadOnlySpan<char> text, out double seconds)
    {
        if (hasComma && text.Contains(','))
        {
            var points = text.ToArray();
            points.AsSpan().Replace(',', '.');
            text = points;
        }

        var isTime = _timestamps.TryRead(text, layout, out var time);
        seconds = isTime ? time.Stamp * 1e-9 : 0;
        if (!isTime)
        {
            Problem = $"error executing timestamp function: cannot parse \"{text}\" as \"{layout.Text}\"";
        }

        return isTime;
    }

    /// <summary>Counts a step of a loop.</summary>
    protected bool TryStep()
    {
        if (++_loopSteps <= MostLoopSteps)
        {
            return true;
        }

        Problem = "the template loops too often";
        return false;
    }

    /// <summary>Goes into a template that another one calls.</summary>
    protected bool TryEnter()
    {
        if (_templateDepth < MostTemplateDepth)
        {
            _templateDepth++;
            return true;
        }

        Problem = "exceeded maximum template depth";
        return false;
    }

    /// <summary>Comes back from it.</summary>
    protected void Leave() => _templateDepth = Math.Max(0, _templateDepth - 1);
}
