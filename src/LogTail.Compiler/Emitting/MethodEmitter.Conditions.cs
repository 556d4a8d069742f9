using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

// Conditions and their truth (spec/mtail-language.md §9.1, §9.2).
internal sealed partial class MethodEmitter
{
    /// <summary>
    /// Emits <c>if</c>s around a block. The operands of <c>&amp;&amp;</c> become ifs within ifs where the right one needs statements before it, so that
    /// it stays true in the block that the left one has matched.
    /// </summary>
    private void EmitIf(CheckedExpression condition, Action emitBlock)
    {
        var before = _known;
        var fills = _labelFills;
        var open = new Stack<IDisposable>();
        var present = Condition.Of("true");
        foreach (var operand in ConjunctionOf(condition))
        {
            var next = default(Condition);
            _known = _known.WithMatched(present.WhenTrue);
            var prelude = _code.Capture(() => next = LowerCondition(operand, otherKinds: true));
            if (present.Code != "true" && !prelude.IsEmpty)
            {
                open.Push(_code.Block($"if ({present.Code})"));
            }

            _code.Append(prelude);
            present = prelude.IsEmpty && present.Code != "true"
                ? present.Combine(next, isAnd: true, $"{AndOperand(present)} && {AndOperand(next)}")
                : next with { WhenTrue = next.WhenTrue.Union(present.WhenTrue) };
        }

        open.Push(_code.Block($"if ({present.Code})"));
        _known = _known.WithMatched(present.WhenTrue);
        emitBlock();
        while (open.TryPop(out var block))
        {
            block.Dispose();
        }

        _known = _labelFills == fills ? before : before with { Labels = null };
    }

    /// <summary>
    /// Emits what must run before a condition, and gives the condition, which must be evaluated next and once.
    /// </summary>
    /// <param name="otherKinds">What a Float, a String and the result of len count as: true beside <c>&amp;&amp;</c> and at the top, false beside <c>||</c>.</param>
    private Condition LowerCondition(CheckedExpression expression, bool otherKinds)
    {
        switch (expression)
        {
            case LineMatch match:
                return Match(match.Pattern, MatchLine(match.Pattern));
            case TextMatch match:
                return LowerTextMatch(match);
            case Logical logical:
                return LowerLogical(logical);
            case Not not:
                return LowerCondition(not.Operand, otherKinds: true).Negate();
        }

        var value = Lower(expression);
        return Condition.Of(value.Kind switch
        {
            ValueKind.Bool => value.Code,
            ValueKind.Int => $"{value.Operand} != 0",
            _ => otherKinds ? "true" : "false",
        });
    }

    private Condition LowerTextMatch(TextMatch match)
    {
        var text = AsText(Lower(match.Text), match.Text.Span);
        if (_subjects.TryGetValue(match.Pattern, out var subject))
        {
            _code.Line($"{subject} = {text};");
            text = subject;
        }

        var condition = Match(match.Pattern, $"{_plan.Patterns[match.Pattern]}.IsMatch({text})");
        return match.Negated ? condition.Negate() : condition;
    }

    private string MatchLine(int pattern) => _plan.Use.MatchLine(_plan.Patterns[pattern], pattern);

    private Condition Match(int pattern, string match)
    {
        var code = _flags.TryGetValue(pattern, out var flag) ? $"({flag} = {match})" : match;
        return new Condition(code, [pattern], []);
    }

    private Condition LowerLogical(Logical logical)
    {
        var left = LowerCondition(logical.Left, otherKinds: logical.IsAnd);
        var right = default(Condition);
        var known = _known.WithMatched(logical.IsAnd ? left.WhenTrue : left.WhenFalse);
        var prelude = _code.Capture(() => Within(known, () => right = LowerCondition(logical.Right, otherKinds: logical.IsAnd)));
        if (prelude.IsEmpty)
        {
            var code = logical.IsAnd ? $"{AndOperand(left)} && {AndOperand(right)}" : $"{OrOperand(left)} || {OrOperand(right)}";
            return left.Combine(right, logical.IsAnd, code);
        }

        var name = _locals.Local(logical.IsAnd ? "both" : "either", "both");
        _code.Line($"var {name} = {left.Code};");
        using (_code.Block($"if ({(logical.IsAnd ? name : "!" + name)})"))
        {
            _code.Append(prelude);
            _code.Line($"{name} = {right.Code};");
        }

        return left.Combine(right, logical.IsAnd, name);
    }

    private static IEnumerable<CheckedExpression> ConjunctionOf(CheckedExpression condition) =>
        condition is Logical { IsAnd: true } both
            ? ConjunctionOf(both.Left).Concat(ConjunctionOf(both.Right))
            : [condition];

    // A chain of one operator needs no brackets; a mixture gets them.
    private static string AndOperand(Condition condition) =>
        condition.Code.Contains(" || ", StringComparison.Ordinal) ? Operands.Bracket(condition.Code) : condition.Code;

    private static string OrOperand(Condition condition) =>
        condition.Code.Contains(" && ", StringComparison.Ordinal) ? Operands.Bracket(condition.Code) : condition.Code;
}
