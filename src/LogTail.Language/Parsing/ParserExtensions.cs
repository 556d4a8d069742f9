using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Language.Text;
using Sprache;

namespace LogTail.Language.Parsing;

/// <summary>A value with the text that it was read from.</summary>
internal readonly record struct Spanned<T>(T Value, TextSpan Span);

/// <summary>Combinators that Sprache lacks, or has in a form that costs too much.</summary>
internal static class ParserExtensions
{
    /// <summary>Adds where the text of a value stands, without the white space behind it.</summary>
    public static Parser<Spanned<T>> Spanned<T>(this Parser<T> parser) => input =>
    {
        var result = parser(input);
        if (!result.WasSuccessful)
        {
            return Result.Failure<Spanned<T>>(result.Remainder, result.Message, result.Expectations);
        }

        var end = ((ProgramInput)result.Remainder).LexemeEnd;
        var span = new TextSpan(input.Position, Math.Max(0, end - input.Position));
        return Result.Success(new Spanned<T>(result.Value, span), result.Remainder);
    };

    /// <summary>
    /// A rule that is defined further down. Unlike <c>Parse.Ref</c> it keeps no notes at its input: no rule of ours is left-recursive.
    /// </summary>
    public static Parser<T> Deferred<T>(Func<Parser<T>> parser) => input => parser()(input);

    /// <summary>
    /// As many items as there are. Sprache's <c>XMany</c> reads the item that fails twice, which doubles at each level of
    /// nesting; this one reads it once.
    /// </summary>
    /// <param name="most">More than these are an error: it bounds the depth of the tree that is made of them.</param>
    public static Parser<ImmutableArray<T>> Repeated<T>(this Parser<T> item, int most = int.MaxValue) => input =>
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var here = input;
        while (true)
        {
            var result = item(here);
            if (!result.WasSuccessful)
            {
                return result.Remainder.Equals(here)
                    ? Result.Success(items.ToImmutable(), here)
                    : Result.Failure<ImmutableArray<T>>(result.Remainder, result.Message, result.Expectations);
            }

            items.Add(result.Value);
            if (items.Count > most)
            {
                ((ProgramInput)here).Session.Abandon(
                    DiagnosticCode.TooDeep,
                    new TextSpan(input.Position, 0),
                    $"More than {most} operators or branches in a row.",
                    "Split the expression, or use several conditions.");
                return Result.Failure<ImmutableArray<T>>(here, "too long", []);
            }

            here = result.Remainder;
        }
    };

    /// <summary>One or more items with something between them.</summary>
    public static Parser<ImmutableArray<T>> SeparatedBy<T, TSeparator>(this Parser<T> item, Parser<TSeparator> separator) =>
        from first in item
        from rest in (from _ in separator from next in item select next).Repeated()
        select rest.Insert(0, first);

    /// <summary>A parser whose text is one level deeper than what is around it.</summary>
    public static Parser<T> Nested<T>(this Parser<T> parser) => i =>
    {
        var input = (ProgramInput)i;
        if (input.Session.IsAbandoned)
        {
            return Result.Failure<T>(input, "abandoned", []);
        }

        if (input.Nesting >= ParseSession.MaxNesting)
        {
            input.Session.Abandon(
                DiagnosticCode.TooDeep,
                new TextSpan(input.Position, 1),
                $"More than {ParseSession.MaxNesting} brackets and blocks are open here.",
                "Split the expression, or move inner blocks out of their parents.");
            return Result.Failure<T>(input, "too deep", []);
        }

        var result = parser(input.WithNesting(input.Nesting + 1));
        return result.WasSuccessful
            ? Result.Success(result.Value, ((ProgramInput)result.Remainder).WithNesting(input.Nesting))
            : result;
    };

    /// <summary>An item or, when it does not even begin here, null.</summary>
    public static Parser<T?> OrNull<T>(this Parser<T> item)
        where T : class => input =>
    {
        var result = item(input);
        return result.WasSuccessful
            ? Result.Success<T?>(result.Value, result.Remainder)
            : result.Remainder.Equals(input)
                ? Result.Success<T?>(null, input)
                : Result.Failure<T?>(result.Remainder, result.Message, result.Expectations);
    };

    /// <summary>The same, but only where something else follows; otherwise nothing is consumed. What follows is not consumed either.</summary>
    public static Parser<T> Before<T, TNext>(this Parser<T> parser, Parser<TNext> next) => input =>
    {
        var result = parser(input);
        if (!result.WasSuccessful)
        {
            return result;
        }

        var ahead = next(result.Remainder);
        return ahead.WasSuccessful ? result : Result.Failure<T>(input, ahead.Message, ahead.Expectations);
    };

    /// <summary>The same, but a failure anywhere inside consumes nothing.</summary>
    public static Parser<T> Attempt<T>(this Parser<T> parser) => input =>
    {
        var result = parser(input);
        return result.WasSuccessful ? result : Result.Failure<T>(input, result.Message, result.Expectations);
    };

    /// <summary>
    /// A statement whose comments swallow their newlines, as mtail reads it; where it makes no sense so, the same with comments
    /// that end their lines (spec/mtail-language.md §2.1). mtail rejects all that the second reading accepts.
    /// </summary>
    public static Parser<T> RetriedWithCommentsEndingLines<T>(this Parser<T> statement) => i =>
    {
        var input = (ProgramInput)i;
        var result = statement(input);
        if (result.WasSuccessful || !input.Source.AsSpan(input.Position, ((ProgramInput)result.Remainder).Position - input.Position).Contains('#'))
        {
            return result;
        }

        var retried = statement(input.WithCommentsEndingLines(true));
        return retried.WasSuccessful
            ? Result.Success(retried.Value, ((ProgramInput)retried.Remainder).WithCommentsEndingLines(false))
            : result;
    };
}
