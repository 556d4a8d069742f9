using System.Collections.Immutable;
using LogTail.Language.Parsing;
using LogTail.Language.Syntax;
using LogTail.Language.Text;
using LogTail.Metrics;

namespace LogTail.Tests.Language.Parsing;

/// <summary>Random syntax trees that the grammar can produce; they need not mean anything.</summary>
internal sealed class GeneratedTrees(int seed)
{
    private static readonly TextSpan Nowhere = new(0, 0);
    private static readonly string[] Names = ["a", "lines_total", "größe", "X2", "begin", "defined"];
    private readonly Random _random = new(seed);

    public ProgramSyntax Program() => new(Statements(0), Nowhere);

    private ImmutableArray<StatementSyntax> Statements(int depth) => [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Statement(depth))];

    private BlockSyntax Block(int depth) => new(Statements(depth + 1), Nowhere);

    private StatementSyntax Statement(int depth) => _random.Next(depth > 2 ? 8 : 13) switch
    {
        0 => Metric(),
        1 => new ConstantSyntax(Name(), Pattern(), Nowhere),
        2 => new AssignmentSyntax(Target(), Pick(Enum.GetValues<AssignmentOperator>()), Expression(0), Nowhere),
        3 => new AssignmentSyntax(Target(), AssignmentOperator.Assign, Expression(0), Nowhere),
        4 => new ExpressionStatementSyntax(new PostfixSyntax(Target(), 1, Nowhere), Nowhere),
        5 => new DeleteSyntax(Target(), _random.Next(2) == 0 ? null : new DurationSyntax(TimeSpan.FromMilliseconds(_random.Next(100_000)), Nowhere), Nowhere),
        6 => new StopSyntax(Nowhere),
        7 => new LogFilterSyntax([Name(), new NameText("/var/log/a b", Nowhere)], Nowhere),
        8 => new ConditionalSyntax(Condition(), Block(depth), _random.Next(2) == 0 ? null : Block(depth), Nowhere),
        9 => ElseIf(depth),
        10 => new OtherwiseSyntax(Block(depth), Nowhere),
        11 => new DecoratorSyntax(Name(), Block(depth), Nowhere),
        _ => new DecoratedSyntax(Name(), Block(depth), Nowhere),
    };

    private ConditionalSyntax ElseIf(int depth)
    {
        var inner = new ConditionalSyntax(Condition(), Block(depth), null, new TextSpan(1, 1));
        return new ConditionalSyntax(Condition(), Block(depth), new BlockSyntax([inner], inner.Span), Nowhere);
    }

    private MetricSyntax Metric()
    {
        var kind = Pick([MetricKind.Counter, MetricKind.Gauge, MetricKind.Timer, MetricKind.Text, MetricKind.Histogram]);
        return new MetricSyntax(
            _random.Next(4) == 0,
            kind,
            Name(),
            [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Name())],
            _random.Next(3) == 0 ? new NameText("x-\"y\"", Nowhere) : null,
            kind == MetricKind.Histogram ? [new BoundSyntax(-1.5, Nowhere), new BoundSyntax(1e6, Nowhere)] : [],
            _random.Next(3) == 0 ? new LimitSyntax(_random.Next(100), Nowhere) : null,
            Nowhere);
    }

    private ExpressionSyntax Target() => _random.Next(2) == 0
        ? new NameSyntax(Name().Text, Nowhere)
        : new IndexSyntax(new NameSyntax(Name().Text, Nowhere), [Expression(2), _random.Next(5) == 0 ? new AnyKeySyntax(Nowhere) : Expression(3)], Nowhere);

    private ExpressionSyntax Condition() => _random.Next(3) switch
    {
        0 => Pattern(),
        1 => new BinarySyntax(BinaryOperator.Match, new CaptureSyntax("1", Nowhere), Pattern(), Nowhere),
        _ => new BinarySyntax(BinaryOperator.Less, Expression(3), Expression(3), Nowhere),
    };

    private ExpressionSyntax Pattern()
    {
        ExpressionSyntax pattern = Regex();
        for (var i = _random.Next(3); i > 0; i--)
        {
            pattern = new BinarySyntax(BinaryOperator.Add, pattern, _random.Next(2) == 0 ? Regex() : new NameSyntax(Name().Text, Nowhere), Nowhere);
        }

        return pattern;
    }

    private RegexSyntax Regex() => new(Pick(["", "a/b", "^x$", "# \\d+ (?P<n>.)", "\\\\"]), Nowhere);

    private ExpressionSyntax Expression(int depth) => _random.Next(depth > 3 ? 6 : 11) switch
    {
        0 => new IntSyntax(_random.Next(-5, 100), Nowhere),
        1 => new FloatSyntax(_random.Next(-5, 100) / 8.0, Nowhere),
        2 => new StringSyntax(Pick(["", "a \"b\"", "# /", "\\n", "é日"]), Nowhere),
        3 => new CaptureSyntax(Pick(["1", "name", "01", ""]), Nowhere),
        4 or 5 => new NameSyntax(Name().Text, Nowhere),
        6 => new CallSyntax(new NameText(Pick(["len", "subst", "timestamp", "nosuch"]), Nowhere), [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Expression(depth + 1))], Nowhere),
        7 => new PrefixSyntax(Pick(Enum.GetValues<PrefixOperator>()), Tight(depth, 8), Nowhere),
        8 => Target(),
        _ => Binary(depth),
    };

    private BinarySyntax Binary(int depth)
    {
        var op = Pick(Enum.GetValues<BinaryOperator>());
        var level = OperatorTable.LevelOf(op);
        return new BinarySyntax(op, Tight(depth, level), Tight(depth, level + 1), Nowhere);
    }

    // In parentheses when it would bind otherwise.
    private ExpressionSyntax Tight(int depth, int level)
    {
        var operand = Expression(depth + 1);
        return operand is BinarySyntax binary && OperatorTable.LevelOf(binary.Operator) < level ? new ParenthesizedSyntax(operand, Nowhere) : operand;
    }

    private NameText Name() => new(Pick(Names), Nowhere);

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
