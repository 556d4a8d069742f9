using LogTail.Language.Text;
using Sprache;

namespace LogTail.Language.Parsing;

/// <summary>
/// A place in a program for Sprache's rules, which always stands at the start of a lexeme: taking a lexeme also skips the white
/// space and comments behind it. Immutable. Unlike Sprache's own input it counts no lines and allocates no memo table.
/// </summary>
internal sealed class ProgramInput : IInput
{
    private ProgramInput(ParseSession session, int position, int lexemeEnd, int nesting, bool commentsEndLines)
    {
        Session = session;
        Position = position;
        LexemeEnd = lexemeEnd;
        Nesting = nesting;
        CommentsEndLines = commentsEndLines;
    }

    public ParseSession Session { get; }

    public int Position { get; }

    /// <summary>Index just past the lexeme before this place: where a span that ends here ends.</summary>
    public int LexemeEnd { get; }

    /// <summary>How many brackets and blocks are open.</summary>
    public int Nesting { get; }

    /// <summary>
    /// False, as in mtail: a comment swallows the newline after it (spec/mtail-language.md §2.1). True while a statement that
    /// makes no sense that way is read again: then a comment ends its line.
    /// </summary>
    public bool CommentsEndLines { get; }

    public string Source => Session.Text;

    public char Current => AtEnd ? '\0' : Session.Text[Position];

    public bool AtEnd => Position >= Session.End;

    /// <summary>The text from here to the end of the program.</summary>
    public ReadOnlySpan<char> Rest => Session.Text.AsSpan(Position, Session.End - Position);

    // Positions become lines and columns only in diagnostics.
    int IInput.Line => 0;

    int IInput.Column => 0;

    IDictionary<object, object> IInput.Memos => throw new NotSupportedException("No rule takes notes.");

    public static ProgramInput StartOf(ParseSession session)
    {
        var byteOrderMark = session.Text.StartsWith('\uFEFF') ? 1 : 0;
        return new ProgramInput(session, 0, 0, nesting: 0, commentsEndLines: false).After(byteOrderMark);
    }

    /// <summary>The place after a lexeme that starts here.</summary>
    /// <param name="length">Of the lexeme.</param>
    public ProgramInput After(int length)
    {
        var end = Position + length;
        return new ProgramInput(Session, SkipTrivia(end), end, Nesting, CommentsEndLines);
    }

    /// <summary>Another place of the same text, at the start of a lexeme or of white space.</summary>
    public ProgramInput JumpTo(int position) => new(Session, SkipTrivia(position), position, Nesting, CommentsEndLines);

    public ProgramInput WithNesting(int nesting) => new(Session, Position, LexemeEnd, nesting, CommentsEndLines);

    /// <summary>The same place with comments read the other way.</summary>
    public ProgramInput WithCommentsEndingLines(bool value) =>
        value == CommentsEndLines ? this : new ProgramInput(Session, value ? Position : SkipTrivia(Position), LexemeEnd, Nesting, value);

    /// <summary>The span of a lexeme that starts here.</summary>
    public TextSpan SpanOf(int length) => new(Position, length);

    IInput IInput.Advance() => After(1);

    public bool Equals(IInput? other) => other is ProgramInput input && input.Position == Position;

    public override bool Equals(object? obj) => Equals(obj as IInput);

    public override int GetHashCode() => Position;

    private int SkipTrivia(int position)
    {
        var text = Session.Text.AsSpan(0, Session.End);
        while (position < text.Length)
        {
            if (text[position] == '#' && !CommentsEndLines)
            {
                position = Lexeme.EndOfComment(text, position);
            }
            else if (text[position] != '\n' && char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else
            {
                break;
            }
        }

        return position;
    }
}
