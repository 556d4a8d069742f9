using System.Collections.Frozen;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LogTail.Compiler.Roslyn;

/// <summary>
/// Fits generated scanning code to <see cref="Runtime.Matching.Matcher"/>: capture slots become group numbers, and where the
/// code goes back in the text, or gives up, it pays for the chars it has walked over. The rest stays as it is.
/// </summary>
internal sealed class RunnerRewriter(GeneratedRunner generated, PatternMethod pattern) : CSharpSyntaxRewriter
{
    private const string MatchMethod = "TryMatchAtCurrentPosition";

    // What Matcher has of RegexRunner's members. Balancing groups need one more, and no dialect of ours has them.
    private static readonly FrozenSet<string> KnownMembers = FrozenSet.Create(
        "runtextpos", "runtextstart", "runtrackpos", "runstack", "CheckTimeout", "Capture", "Uncapture", "Crawlpos",
        IsMatched, "MatchIndex", "MatchLength", PartCallRewriter.EndOfPart, PartCallRewriter.TakeEnd);

    private static readonly FrozenSet<string> TakesSlot = FrozenSet.Create("Capture", IsMatched, "MatchIndex", "MatchLength");

    private const string ScanMethod = "Scan";
    private const string IsMatched = "IsMatched";
    private const string LazyLoop = "LazyLoop";

    // It has nothing of its method but a parameter.
    private const string UncaptureFunction = "UncaptureUntil";

    private readonly PartCallRewriter _calls = new(generated, pattern);

    // Functions within methods, now beside them: Roslyn follows what each call of one could assign, through all the jumps of the method.
    private readonly List<MemberDeclarationSyntax> _movedOut = [];

    private int _lazyLoops;
    private bool _looksAhead;
    private bool _inMatchMethod;
    private bool _inScanMethod;

    /// <summary>True when the code has a shape that is not known here, so that it must not be used.</summary>
    public bool HasUnknownShape { get; private set; }

    /// <summary>True when one step of the code may search far ahead without moving there.</summary>
    public bool LooksAhead => _looksAhead || _lazyLoops > _calls.LazyLoops;

    /// <summary>The members of the matcher.</summary>
    public SyntaxList<MemberDeclarationSyntax> RewriteMembers()
    {
        var members = ((ClassDeclarationSyntax)Visit(generated.Runner)).Members.AddRange(_movedOut);
        HasUnknownShape |= !_calls.IsComplete;
        return members;
    }

    public override SyntaxNode? VisitBlock(BlockSyntax node) => base.VisitBlock(_calls.Rewrite(node));

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        _inMatchMethod = node.Identifier.ValueText == MatchMethod;
        _inScanMethod = node.Identifier.ValueText == ScanMethod;
        return base.VisitMethodDeclaration(node);
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        // One that sees variables of its method, or shares its name with another, stays where it is.
        if (node.Identifier.ValueText != UncaptureFunction || _movedOut.Count > 0)
        {
            return base.VisitLocalFunctionStatement(node);
        }

        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        _movedOut.Add(MethodDeclaration(
            visited.AttributeLists, visited.Modifiers, visited.ReturnType, null, visited.Identifier, visited.TypeParameterList,
            visited.ParameterList, visited.ConstraintClauses, visited.Body, visited.ExpressionBody, visited.SemicolonToken));
        return EmptyStatement().WithTrailingTrivia(node.GetTrailingTrivia());
    }

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        if (node.Expression is BaseExpressionSyntax)
        {
            HasUnknownShape |= !KnownMembers.Contains(node.Name.Identifier.ValueText);
            _looksAhead |= node.Name.Identifier.ValueText == "runtrackpos";
        }

        return base.VisitMemberAccessExpression(node);
    }

    public override SyntaxNode? VisitLabeledStatement(LabeledStatementSyntax node)
    {
        // Of loops over characters there are several labels each, and none is a call's.
        var name = node.Identifier.ValueText;
        _looksAhead |= name.Contains("Lazy", StringComparison.Ordinal) && !name.StartsWith(LazyLoop, StringComparison.Ordinal);
        _lazyLoops += name.StartsWith(LazyLoop + "Body", StringComparison.Ordinal) ? 1 : 0;
        return base.VisitLabeledStatement(node);
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        if (BaseMember(visited.Expression) is not { } name || !TakesSlot.Contains(name))
        {
            return visited;
        }

        HasUnknownShape |= name == IsMatched && _calls.IsMark(node);
        return WithGroupNumber(visited);
    }

    public override SyntaxNode? VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        var visited = (AssignmentExpressionSyntax)base.VisitAssignmentExpression(node)!;
        return _inMatchMethod && visited.IsKind(SyntaxKind.SimpleAssignmentExpression) && visited.Left.ToString() == "pos"
            ? visited.WithRight(CallBase("Rewind", IdentifierName("pos"), visited.Right.WithoutTrivia()))
            : visited;
    }

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node) =>
        _inScanMethod && node.Expression.IsKind(SyntaxKind.PostIncrementExpression) && RestartsBehindLoop
            ? node.WithExpression(CallBase("SkipLoop"))
            : base.VisitExpressionStatement(node);

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node)
    {
        return _inMatchMethod && node.Expression.IsKind(SyntaxKind.FalseLiteralExpression)
            ? node.WithExpression(CallBase("Missed", IdentifierName("pos")))
            : base.VisitReturnStatement(node);
    }

    // The pattern begins with an endless loop up to a literal that the loop cannot take: the search for a start looks for the literal. From any
    // start between the beginning of the loop and the literal the rest of the match is the same, unless it asks what was captured.
    private bool RestartsBehindLoop => Uses("runtrackpos").Any() && Uses(IsMatched).All(access => access.Parent is InvocationExpressionSyntax call && _calls.IsMark(call));

    private IEnumerable<MemberAccessExpressionSyntax> Uses(string member) =>
        generated.Runner.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(access => BaseMember(access) == member);

    private static string? BaseMember(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } member ? member.Name.Identifier.ValueText : null;

    private static InvocationExpressionSyntax CallBase(string member, params ExpressionSyntax[] arguments) =>
        InvocationExpression(
            MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, BaseExpression(), IdentifierName(member)),
            ArgumentList(SeparatedList(arguments.Select(Argument))));

    private InvocationExpressionSyntax WithGroupNumber(InvocationExpressionSyntax call)
    {
        var argument = call.ArgumentList.Arguments[0];
        if (!int.TryParse(argument.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var slot)
            || slot >= generated.GroupNumbers.Length)
        {
            HasUnknownShape = true;
            return call;
        }

        var number = LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(generated.GroupNumbers[slot]));
        return call.WithArgumentList(call.ArgumentList.WithArguments(call.ArgumentList.Arguments.Replace(argument, argument.WithExpression(number))));
    }
}
