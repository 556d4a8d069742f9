using System.Collections.Immutable;
using System.Text;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

/// <summary>The text of a regular expression, with where each piece of it stands in the program. Immutable.</summary>
/// <param name="Text">All pieces pasted together.</param>
internal sealed record PatternText(string Text, ImmutableArray<PatternText.Piece> Pieces)
{
    public static readonly PatternText Empty = new("", []);

    /// <summary>The text of one literal.</summary>
    public static PatternText Of(string text, ExpressionSyntax literal) => new(text, [new Piece(0, text.Length, literal)]);

    /// <summary>This and then the other; constants are pasted as they are, without brackets (§4.3).</summary>
    public PatternText Append(PatternText other) =>
        new(Text + other.Text, Pieces.AddRange(other.Pieces.Select(piece => piece with { Start = piece.Start + Text.Length })));

    /// <summary>Where a part of the text stands in the program: in the literal that it begins in.</summary>
    /// <param name="ifNowhere">What to say for text that comes from nowhere.</param>
    public TextSpan Locate(int offset, int length, TextSpan ifNowhere)
    {
        foreach (var piece in Pieces.Reverse())
        {
            if (piece.Start <= offset && offset <= piece.Start + piece.Length)
            {
                return LocateIn(piece, offset - piece.Start, length);
            }
        }

        return ifNowhere;
    }

    // Only a slash is written with a character more than it has in the text; so each one before a place moves it by one.
    private TextSpan LocateIn(Piece piece, int offset, int length)
    {
        if (piece.Literal is not (RegexSyntax or StringSyntax))
        {
            return piece.Literal.Span;
        }

        var escaped = piece.Literal is RegexSyntax ? '/' : '"';
        var text = Text.AsSpan(piece.Start, piece.Length);
        var end = Math.Min(offset + Math.Max(length, 1), text.Length);
        var start = piece.Literal.Span.Start + 1 + offset + text[..offset].Count(escaped);
        var width = Math.Max(1, end - offset + (end > offset ? text[offset..end].Count(escaped) : 0));
        return new TextSpan(start, width);
    }

    /// <summary>Its length in the unit that limits are in.</summary>
    public int ByteCount() => Encoding.UTF8.GetByteCount(Text);

    /// <param name="Start">Index of the piece in the whole text.</param>
    internal sealed record Piece(int Start, int Length, ExpressionSyntax Literal);
}
