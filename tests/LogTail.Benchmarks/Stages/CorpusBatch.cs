using LogTail.Benchmarks.Corpora;

namespace LogTail.Benchmarks.Stages;

/// <summary>Lines of a corpus in memory, as programs get them.</summary>
internal sealed class CorpusBatch
{
    private readonly string _text;
    private readonly Range[] _lines;

    public CorpusBatch(string corpus, int lines)
    {
        using var log = new StringWriter();
        Catalogue.All[corpus](new Dice(1)).Write(log, lines);
        _text = log.ToString();
        _lines = new Range[lines];
        var start = 0;
        for (var i = 0; i < lines; i++)
        {
            var end = _text.IndexOf('\n', start);
            _lines[i] = start..end;
            start = end + 1;
        }
    }

    /// <param name="lines">The lines themselves.</param>
    public CorpusBatch(IEnumerable<string> lines)
    {
        var ranges = new List<Range>();
        var text = new System.Text.StringBuilder();
        foreach (var line in lines)
        {
            ranges.Add(text.Length..(text.Length + line.Length));
            text.Append(line).Append('\n');
        }

        (_text, _lines) = (text.ToString(), [.. ranges]);
    }

    public ReadOnlySpan<char> Text => _text;

    public ReadOnlySpan<Range> Lines => _lines;
}
