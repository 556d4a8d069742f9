using LogTail.Language.Diagnostics;
using LogTail.Language.Parsing;
using LogTail.Language.Syntax;

namespace LogTail.Tests.Language.Parsing;

/// <summary>Expressions with every operator and its operands in parentheses, so that a test shows what binds what.</summary>
internal static class TreeText
{
    /// <summary>Reads an expression, as the value of an assignment.</summary>
    public static string Of(string expression)
    {
        var diagnostics = new DiagnosticBag();
        var program = ProgramParser.Parse(Programs.Text($"x = {expression}\n"), diagnostics);
        Assert.False(diagnostics.HasErrors, Programs.Render($"x = {expression}\n", diagnostics.ToImmutable()));
        return SyntaxPrinter.Print(Grouped(Assert.IsType<AssignmentSyntax>(Assert.Single(program!.Statements)).Value));
    }

    private static ExpressionSyntax Grouped(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedSyntax parenthesized => parenthesized.Inner is NameSyntax or CaptureSyntax or IntSyntax
            ? parenthesized
            : Grouped(parenthesized.Inner),
        BinarySyntax binary => Parenthesized(binary with { Left = Grouped(binary.Left), Right = Grouped(binary.Right) }),
        PrefixSyntax prefix => Parenthesized(prefix with { Operand = Grouped(prefix.Operand) }),
        PostfixSyntax postfix => Parenthesized(postfix with { Operand = Grouped(postfix.Operand) }),
        _ => expression,
    };

    private static ParenthesizedSyntax Parenthesized(ExpressionSyntax inner) => new(inner, inner.Span);
}
