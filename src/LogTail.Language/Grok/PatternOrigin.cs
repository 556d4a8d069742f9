using System.Text;

namespace LogTail.Language.Grok;

/// <summary>Where the text of a pattern begins.</summary>
/// <param name="File">What diagnostics print: a path, or a word in angle brackets such as <c>&lt;command line&gt;</c>.</param>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based, counted in UTF-8 bytes as everywhere in diagnostics.</param>
public sealed record PatternOrigin(string File, int Line, int Column)
{
    /// <summary>The place of a character of the text that begins here; a pattern never spans lines.</summary>
    public PatternOrigin At(string text, int offset) =>
        this with { Column = Column + Encoding.UTF8.GetByteCount(text.AsSpan(0, offset)) };

    /// <summary><c>file:line:column</c></summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
