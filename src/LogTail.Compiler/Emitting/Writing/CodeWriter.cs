namespace LogTail.Compiler.Emitting.Writing;

/// <summary>
/// Writes C# line by line: braces and indentation come from <see cref="Block"/>. What follows a statement that leaves the method is not
/// written, up to the end of its block: no compiler needs it and no reader.
/// </summary>
internal sealed class CodeWriter
{
    private CodeBuffer _code = new();
    private int _depth;

    // Blocks opened where nothing is written: their braces are not written either.
    private int _skippedDepth;

    private bool IsSkipping => _skippedDepth > 0 || _code.IsEnded(_depth);

    /// <summary>Writes one line.</summary>
    /// <param name="code">C#, without line ends. User text in it has come through <see cref="CSharpText"/> or <see cref="NameAllocator"/>.</param>
    /// <exception cref="ArgumentException">There is a line end in it: user text that has come another way.</exception>
    public void Line(string code)
    {
        if (!CSharpText.IsOneLine(code))
        {
            throw new ArgumentException("A line end in a line of code.", nameof(code));
        }

        if (!IsSkipping)
        {
            _code.Add(_depth, code);
        }
    }

    /// <summary>Writes an empty line, but not two, and none at the start of a block.</summary>
    public void Gap()
    {
        if (!IsSkipping)
        {
            _code.AddGap(_depth);
        }
    }

    /// <summary>Writes a comment.</summary>
    /// <param name="text">Any text.</param>
    public void Comment(string text) => Line("// " + CSharpText.Comment(text));

    /// <summary>Writes a statement after which the block does not go on: a return.</summary>
    public void Leave(string code)
    {
        Line(code);
        if (!IsSkipping)
        {
            _code.End(_depth);
        }
    }

    /// <summary>Writes a head and an opening brace, and on disposal the closing one.</summary>
    public Scope Block(string head)
    {
        if (IsSkipping)
        {
            _skippedDepth++;
            return new Scope(this, "");
        }

        Line(head);
        Line("{");
        _depth++;
        return new Scope(this, "}");
    }

    /// <summary>Runs something that writes, and keeps what it writes apart.</summary>
    public CodeBuffer Capture(Action write)
    {
        var outer = _code;
        var (outerDepth, outerSkipped) = (_depth, _skippedDepth);
        _code = new CodeBuffer();
        (_depth, _skippedDepth) = (0, 0);
        write();
        var captured = _code;
        _code = outer;
        (_depth, _skippedDepth) = (outerDepth, outerSkipped);
        return captured;
    }

    /// <summary>Writes what was kept apart.</summary>
    public void Append(CodeBuffer captured)
    {
        if (!IsSkipping)
        {
            _code.AddAll(captured, _depth);
        }
    }

    /// <summary>All that has been written.</summary>
    public CodeBuffer Whole => _code;

    /// <summary>The whole text.</summary>
    public override string ToString() => _code.ToString();

    private void Close(string closing)
    {
        if (closing.Length == 0)
        {
            _skippedDepth--;
            return;
        }

        _code.Reopen(_depth);
        _code.DropGap();
        _depth--;
        _code.Add(_depth, closing);
    }

    /// <summary>An open block.</summary>
    internal readonly struct Scope(CodeWriter writer, string closing) : IDisposable
    {
        public void Dispose() => writer.Close(closing);
    }
}
