using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LogTail.Compiler.Roslyn;

/// <summary>What the source generator made of one pattern, as far as it is of use here.</summary>
/// <param name="Runner">The class with the scanning code.</param>
/// <param name="GroupNumbers">By capture slot, which is what the scanning code counts in: the number of the group in the pattern.</param>
internal sealed record GeneratedRunner(ClassDeclarationSyntax Runner, ImmutableArray<int> GroupNumbers)
{
    public int GroupCount => GroupNumbers.Max() + 1;

    /// <summary>The runners of a generated file, by name of the pattern method; one may serve several methods.</summary>
    /// <returns>Without the methods for which the generator declined, or whose code does not have the known shape.</returns>
    public static IReadOnlyDictionary<string, GeneratedRunner> FindAll(SyntaxNode generated)
    {
        var classes = generated.DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .GroupBy(type => type.Identifier.ValueText)
            .ToDictionary(group => group.Key, group => group.First());
        var runners = new Dictionary<string, GeneratedRunner>();
        foreach (var method in generated.DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (RegexClassOf(method) is { } name
                && classes.TryGetValue(name, out var regex)
                && From(regex) is { } runner)
            {
                runners.Add(method.Identifier.ValueText, runner);
            }
        }

        return runners;
    }

    // partial Regex Pattern0() => global::System.Text.RegularExpressions.Generated.Pattern0_0.Instance;
    private static string? RegexClassOf(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "Instance",
            Expression: MemberAccessExpressionSyntax type,
        }
            ? type.Name.Identifier.ValueText
            : null;

    private static GeneratedRunner? From(ClassDeclarationSyntax regex)
    {
        var runner = regex.DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .FirstOrDefault(type => type.Identifier.ValueText == "Runner");
        var numbers = GroupNumbersOf(regex);

        // The generator may end a block with a label, which is no C#: as in (?s)|(?:.*){0}|(?s:.)(?:\S?).
        return runner is null || runner.ContainsDiagnostics || numbers.IsEmpty ? null : new GeneratedRunner(runner, numbers);
    }

    // base.Caps = new Hashtable { { 0, 0 }, { 3, 1 } };  number to slot, absent when they are the same
    // base.capsize = 2;
    private static ImmutableArray<int> GroupNumbersOf(ClassDeclarationSyntax regex)
    {
        var assignments = regex.DescendantNodes().OfType<AssignmentExpressionSyntax>().ToList();
        if (assignments.FirstOrDefault(assignment => assignment.Left.ToString() == "base.capsize")?.Right is not { } size
            || !TryReadInt(size, out var count))
        {
            return [];
        }

        var numbers = Enumerable.Range(0, count).ToArray();
        if (assignments.FirstOrDefault(assignment => assignment.Left.ToString() == "base.Caps")?.Right is { } table)
        {
            var pairs = table.DescendantNodes()
                .OfType<InitializerExpressionSyntax>()
                .Where(initializer => initializer.IsKind(SyntaxKind.ComplexElementInitializerExpression));
            foreach (var pair in pairs)
            {
                if (pair.Expressions.Count != 2
                    || !TryReadInt(pair.Expressions[0], out var number)
                    || !TryReadInt(pair.Expressions[1], out var slot)
                    || slot >= count)
                {
                    return [];
                }

                numbers[slot] = number;
            }
        }

        return [.. numbers];
    }

    private static bool TryReadInt(ExpressionSyntax expression, out int value) =>
        int.TryParse(expression.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
