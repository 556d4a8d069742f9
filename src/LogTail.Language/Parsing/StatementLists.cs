using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using Sprache;

namespace LogTail.Language.Parsing;

/// <summary>
/// Statements one after the other. Here the parser gets over an error: a statement that does not fit is reported, its line is
/// skipped, and what it seemed to introduce is read on.
/// </summary>
internal static class StatementLists
{
    /// <summary>The statements of a program.</summary>
    public static Parser<ImmutableArray<StatementSyntax>> ToTheEnd(Parser<StatementSyntax> statement) => i =>
    {
        var statements = ImmutableArray.CreateBuilder<StatementSyntax>();
        var here = Read(statement, (ProgramInput)i, statements);
        while (!here.AtEnd && !here.Session.IsAbandoned)
        {
            here.Session.Diagnostics.Report(
                DiagnosticCode.UnexpectedText, here.SpanOf(1), "`}` closes a block, but none is open here.", "Remove it, or look for a missing `{` above.");
            here = Read(statement, here.After(1), statements);
        }

        return here.Session.IsAbandoned
            ? Result.Failure<ImmutableArray<StatementSyntax>>(here, "abandoned", [])
            : Result.Success(statements.ToImmutable(), here);
    };

    /// <summary>The statements of a block, with its braces.</summary>
    public static Parser<ImmutableArray<StatementSyntax>> Braced(Parser<StatementSyntax> statement) => i =>
    {
        var input = (ProgramInput)i;
        if (input.Current != '{')
        {
            return Result.Failure<ImmutableArray<StatementSyntax>>(input, "", ["`{`"]);
        }

        var statements = ImmutableArray.CreateBuilder<StatementSyntax>();
        var here = Read(statement, input.After(1), statements);
        if (here.Current == '}')
        {
            return Result.Success(statements.ToImmutable(), here.After(1));
        }

        here.Session.Explain(
            here.Position, DiagnosticCode.UnexpectedEnd, input.SpanOf(1), "This block is still open at the end of the program.", "Close it with `}`.");
        return Result.Failure<ImmutableArray<StatementSyntax>>(here, "", ["`}`"]);
    };

    /// <summary>Reads up to a closing brace or the end of the program, over errors.</summary>
    private static ProgramInput Read(
        Parser<StatementSyntax> statement, ProgramInput input, ImmutableArray<StatementSyntax>.Builder statements)
    {
        var here = Tokens.SkipNewlines(input);
        while (!here.AtEnd && here.Current != '}' && !here.Session.IsAbandoned)
        {
            var result = statement(here);
            if (result.WasSuccessful)
            {
                statements.Add(result.Value);
                here = Tokens.SkipNewlines((ProgramInput)result.Remainder);
            }
            else
            {
                var failedAt = (ProgramInput)result.Remainder;
                here.Session.ReportFailure(failedAt.Position, result.Expectations);
                here = Tokens.SkipNewlines(SkipBroken(statement, here, failedAt.WithNesting(here.Nesting), statements));
            }
        }

        return here;
    }

    /// <summary>Goes on after a failure: at the end of the line, or in the block that opens there.</summary>
    private static ProgramInput SkipBroken(
        Parser<StatementSyntax> statement, ProgramInput start, ProgramInput failedAt, ImmutableArray<StatementSyntax>.Builder statements)
    {
        var here = failedAt.WithCommentsEndingLines(false);
        var line = RestOfLine(here.Rest);
        if (line.EndsWith("{"))
        {
            var brace = here.JumpTo(here.Position + line.Length - 1);
            var body = Braced(statement).Nested().Spanned()(brace);
            var end = body.WasSuccessful ? (ProgramInput)body.Remainder : here.JumpTo(here.Session.End);
            var block = body.WasSuccessful ? new BlockSyntax(body.Value.Value, body.Value.Span) : null;
            statements.Add(new BrokenSyntax(block, TextSpan.Cover(start.SpanOf(0), brace.SpanOf(1))));
            if (!body.WasSuccessful)
            {
                here.Session.ReportFailure(((ProgramInput)body.Remainder).Position, body.Expectations);
            }

            return end;
        }

        // A block on one line ends on it; a brace in a pattern is hardly ever preceded by a space.
        var closing = line.IndexOf(" }") is var space and >= 0 ? space + 1 : line.Length;
        var next = here.JumpTo(here.Position + (line.StartsWith("}") ? 0 : closing));
        statements.Add(new BrokenSyntax(null, new TextSpan(start.Position, Math.Max(0, next.LexemeEnd - start.Position))));
        return next.Position > start.Position ? next : start.After(1);
    }

    /// <summary>Up to the newline, without a comment at the end that is plainly one.</summary>
    private static ReadOnlySpan<char> RestOfLine(ReadOnlySpan<char> text)
    {
        var newline = text.IndexOf('\n');
        var line = (newline < 0 ? text : text[..newline]).TrimEnd();
        var comment = line.LastIndexOf("{ #");
        return comment < 0 ? line : line[..(comment + 1)];
    }
}
