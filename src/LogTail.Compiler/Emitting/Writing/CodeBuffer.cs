using System.Text;

namespace LogTail.Compiler.Emitting.Writing;

/// <summary>Lines of C# with their indentation.</summary>
internal sealed class CodeBuffer
{
    private const int NotEnded = -1;

    private readonly List<(int Depth, string Code)> _lines = [];

    // Depth of the outermost block that a statement has left, or NotEnded.
    private int _endedDepth = NotEnded;

    public bool IsEmpty => _lines.Count == 0;

    public void Add(int depth, string code) => _lines.Add((depth, code));

    public void AddGap(int depth)
    {
        if (_lines.Count > 0 && _lines[^1].Code is not ("" or "{"))
        {
            _lines.Add((depth, ""));
        }
    }

    /// <summary>Takes back an empty line at the end.</summary>
    public void DropGap()
    {
        if (_lines.Count > 0 && _lines[^1].Code.Length == 0)
        {
            _lines.RemoveAt(_lines.Count - 1);
        }
    }

    public void AddAll(CodeBuffer other, int depth)
    {
        foreach (var line in other._lines)
        {
            _lines.Add((depth + line.Depth, line.Code));
        }

        if (other.IsEnded(0))
        {
            End(depth);
        }
    }

    /// <summary>Whether what is written at a depth would never run.</summary>
    public bool IsEnded(int depth) => _endedDepth != NotEnded && depth >= _endedDepth;

    public void End(int depth) => _endedDepth = depth;

    /// <summary>A block of this depth is closed: what follows it runs again.</summary>
    public void Reopen(int depth)
    {
        if (_endedDepth >= depth)
        {
            _endedDepth = NotEnded;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (depth, code) in _lines)
        {
            // Directives stand at the margin, where the eye can skip them.
            var indent = code.Length == 0 || code[0] == '#' ? 0 : 4 * depth;
            text.Append(' ', indent).Append(code).Append('\n');
        }

        return text.ToString();
    }
}
