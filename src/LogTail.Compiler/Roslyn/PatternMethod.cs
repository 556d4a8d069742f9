using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LogTail.Compiler.Roslyn;

/// <summary>One method of the emitted class <c>Patterns</c>.</summary>
/// <param name="Name"><c>PatternN</c>, or <c>PartN</c> for what several patterns call; its matcher is called <c>PatternNMatcher</c>.</param>
/// <param name="Pattern">The C# of the regular expression, without calls of parts; null when the linear engine does all the matching, and for a part.</param>
/// <param name="Options">The C# of its options.</param>
/// <param name="Linear">The C# of the pieces of its linear form; the word <c>null</c> when it has none.</param>
/// <param name="Parts">What it calls, by the number of the group that marks the place in what the generator makes.</param>
/// <param name="EndGroup">Of a part: the number of the group that marks its end; otherwise null.</param>
internal sealed record PatternMethod(
    string Name, string? Pattern, string Options, string Linear, ImmutableDictionary<int, PartSite> Parts, int? EndGroup)
{
    public const string ClassName = "Patterns";

    private const string Generated = "GeneratedRegex";

    // Unknown to the generator: a pattern that is too large for it, one as it is without calls, and what the calls are.
    private const string Interpreted = "InterpretedRegex";
    private const string Whole = "WholeRegex";
    private const string PartCall = "PartCall";
    private const string PartEnd = "PartEnd";
    private const string LinearProgram = "LinearProgram";

    public string MatcherName => MatcherOf(Name);

    /// <summary>The class that matches what a method stands for.</summary>
    public static string MatcherOf(string method) => method + "Matcher";

    /// <summary>The methods of every class of that name below a node, in order.</summary>
    public static ImmutableArray<PatternMethod> FindAll(SyntaxNode root) =>
    [
        .. root.DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .Where(type => type.Identifier.ValueText == ClassName)
            .SelectMany(type => type.Members.OfType<MethodDeclarationSyntax>())
            .Where(method => PatternArguments(method).Count > 0 || Arguments(method, LinearProgram).Count > 0)
            .Select(From),
    ];

    private static PatternMethod From(MethodDeclarationSyntax method)
    {
        var regex = PatternArguments(method);
        var whole = Arguments(method, Whole) is { Count: > 0 } given ? given : regex;
        var linear = Arguments(method, LinearProgram);
        var end = Arguments(method, PartEnd);
        return new PatternMethod(
            method.Identifier.ValueText,
            whole.Count > 0 && end.Count == 0 ? whole[0].Expression.ToString() : null,
            regex.Count > 1 ? regex[1].Expression.ToString() : "default",
            linear.Count > 0 ? PiecesOf(linear[0].Expression) : "null",
            Attributes(method, PartCall).Select(call => call.ArgumentList!.Arguments).ToImmutableDictionary(
                call => Number(call[0]),
                call => new PartSite(call[1].Expression.ToString(), call[2].Expression.ToString() == "true")),
            end.Count > 0 ? Number(end[0]) : null);
    }

    // The pieces of its form as an array: it has no character that C# escapes.
    private static string PiecesOf(ExpressionSyntax literal) => $"[{literal.ToString().Replace(";", "\", \"", StringComparison.Ordinal)}]";

    private static SeparatedSyntaxList<AttributeArgumentSyntax> PatternArguments(MethodDeclarationSyntax method) =>
        Arguments(method, Generated) is { Count: > 0 } generated ? generated : Arguments(method, Interpreted);

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Arguments(MethodDeclarationSyntax method, string attribute) =>
        Attributes(method, attribute).FirstOrDefault()?.ArgumentList?.Arguments ?? default;

    private static IEnumerable<AttributeSyntax> Attributes(MethodDeclarationSyntax method, string attribute) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Where(candidate => SimpleName(candidate.Name) == attribute);

    private static int Number(AttributeArgumentSyntax argument) => int.Parse(argument.Expression.ToString(), CultureInfo.InvariantCulture);

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
