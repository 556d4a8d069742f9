using System.Collections.Immutable;
using System.Text;

namespace LogTail.Language.Text;

/// <summary>A program's text with its name and its lines. Immutable.</summary>
public sealed class ProgramText
{
    // Index of the first unit of each line; the first is always 0.
    private readonly int[] _lineStarts;

    /// <param name="name">File name without folder (<c>foo.mtail</c>).</param>
    /// <param name="path">What diagnostics print; the path as the user gave it.</param>
    /// <param name="text">The whole text.</param>
    public ProgramText(string name, string path, string text)
    {
        Name = name;
        Path = path;
        Text = text;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        _lineStarts = [.. starts];
    }

    /// <summary>Whether it is a configuration of grok_exporter, not a program in our own language.</summary>
    public bool IsConfiguration { get; init; }

    /// <summary>Files that it imports, read already; only configurations import any.</summary>
    public ImmutableArray<ProgramText> Imports { get; init; } = [];

    /// <summary>File name without folder.</summary>
    public string Name { get; }

    /// <summary>What diagnostics print.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Number of lines; a final newline begins one more, empty.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>Where an index is, for a reader.</summary>
    /// <param name="index">From 0 to the length of the text.</param>
    public TextPosition PositionOf(int index)
    {
        var line = LineIndexOf(index);
        var start = _lineStarts[line];
        return new TextPosition(line + 1, Encoding.UTF8.GetByteCount(Text.AsSpan(start, index - start)) + 1);
    }

    /// <summary>The text of a line without its LF or CRLF.</summary>
    /// <param name="line">One-based.</param>
    public string LineAt(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] - 1 : Text.Length;
        return Text[start..end].TrimEnd('\r');
    }

    /// <summary>Index of the first unit of a line.</summary>
    /// <param name="line">One-based.</param>
    public int StartOf(int line) => _lineStarts[line - 1];

    private int LineIndexOf(int index)
    {
        var found = Array.BinarySearch(_lineStarts, index);
        return found >= 0 ? found : ~found - 1;
    }
}
