using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LogTail.Compiler.Roslyn;

/// <summary>One method of the emitted class <c>Patterns</c>.</summary>
/// <param name="Name"><c>PatternN</c>; its matcher is called <c>PatternNMatcher</c>.</param>
/// <param name="Pattern">The C# of the regular expression; null when the linear engine does all the matching.</param>
/// <param name="Options">The C# of its options.</param>
/// <param name="Linear">The C# of the parts of its linear form; the word <c>null</c> when it has none.</param>
internal sealed record PatternMethod(string Name, string? Pattern, string Options, string Linear)
{
    public const string ClassName = "Patterns";

    private const string Generated = "GeneratedRegex";
    // Unknown to the generator: the pattern is too large for it.
    private const string Interpreted = "InterpretedRegex";
    private const string LinearProgram = "LinearProgram";

    public string MatcherName => Name + "Matcher";

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
        var linear = Arguments(method, LinearProgram);
        return new PatternMethod(
            method.Identifier.ValueText,
            regex.Count > 0 ? regex[0].Expression.ToString() : null,
            regex.Count > 1 ? regex[1].Expression.ToString() : "default",
            linear.Count > 0 ? PartsOf(linear[0].Expression) : "null");
    }

    // The parts of its form as an array: it has no character that C# escapes.
    private static string PartsOf(ExpressionSyntax literal) => $"[{literal.ToString().Replace(";", "\", \"", StringComparison.Ordinal)}]";

    private static SeparatedSyntaxList<AttributeArgumentSyntax> PatternArguments(MethodDeclarationSyntax method) =>
        Arguments(method, Generated) is { Count: > 0 } generated ? generated : Arguments(method, Interpreted);

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Arguments(MethodDeclarationSyntax method, string attribute) =>
        method.AttributeLists
            .SelectMany(list => list.Attributes)
            .FirstOrDefault(candidate => SimpleName(candidate.Name) == attribute)?
            .ArgumentList?.Arguments ?? default;

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
