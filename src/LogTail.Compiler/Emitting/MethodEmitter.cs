using System.Collections.Immutable;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Text;

namespace LogTail.Compiler.Emitting;

/// <summary>
/// Emits the body of one C# method from statements of a checked program. The parts: statements, conditions, expressions, conversions,
/// series, calls. Expressions become statements that compute <see cref="Value"/>s, since each may end the line: a fault is a plain
/// return, because in real logs faulting lines are common and an exception costs as much as a thousand of them.
/// </summary>
internal sealed partial class MethodEmitter
{
    // So many statements in a row that need clues are asked for together.
    private const int FewestTogether = 4;

    private readonly ProgramPlan _plan;
    private readonly CodeWriter _code;
    private readonly string _leave;
    private readonly NameAllocator _locals = new("line");

    // For patterns that search another text than the line: the local that holds it. For those of ProgramPlan.Flagged: the local that says
    // whether they have matched. Declared where the block begins in which the pattern stands.
    private readonly Dictionary<int, string> _subjects = [];
    private readonly Dictionary<int, string> _flags = [];

    // Patterns whose captures are read where it is not certain that they matched.
    private readonly ISet<int> _uncertain;
    private Knowledge _known;

    // Grows whenever the label buffer is filled, so that knowledge about it from before can be dropped.
    private int _labelFills;

    /// <param name="plan">Of the program.</param>
    /// <param name="code">Where it is written.</param>
    /// <param name="leave">The C# statement that ends the line.</param>
    /// <param name="known">What is certain when the method is called.</param>
    /// <param name="uncertain">Gets the patterns that need a flag.</param>
    public MethodEmitter(ProgramPlan plan, CodeWriter code, string leave, Knowledge known, ISet<int> uncertain)
    {
        _plan = plan;
        _code = code;
        _leave = leave;
        _known = known;
        _uncertain = uncertain;
    }

    /// <summary>Emits the contents of a method, cut into further methods when it is large.</summary>
    public void EmitBody(ImmutableArray<CheckedStatement> statements)
    {
        var pieces = _plan.Sizes.Cut(statements);
        if (pieces.Count == 1)
        {
            EmitStatements(statements);
            return;
        }

        foreach (var piece in pieces)
        {
            EmitCall(piece);
        }
    }

    // The contents of a block: here, or in a method of its own.
    private void EmitBlock(ImmutableArray<CheckedStatement> statements)
    {
        if (_plan.Sizes.IsMethod(statements))
        {
            EmitCall(statements);
        }
        else
        {
            EmitStatements(statements);
        }
    }

    private void EmitStatements(ImmutableArray<CheckedStatement> statements)
    {
        DeclarePatternLocals(statements);
        foreach (var run in RunsOf(statements))
        {
            if (run.Needed == 0)
            {
                run.Statements.ForEach(EmitStatement);
                continue;
            }

            // One look for many: most lines have nothing for any of them.
            using (_code.Block($"if ((Clues & {CSharpText.Bits(run.Needed)}) != 0)"))
            {
                run.Statements.ForEach(EmitStatement);
            }
        }
    }

    // Statements one after the other; those whose conditions are false without certain clues together, with these clues.
    private IEnumerable<(ulong Needed, List<CheckedStatement> Statements)> RunsOf(ImmutableArray<CheckedStatement> statements)
    {
        var needed = statements.Select(statement => NeededClues.OfCondition(statement, _plan.Use)).ToArray();
        for (var start = 0; start < statements.Length;)
        {
            var end = start + 1;
            while (end < statements.Length && (needed[end] == 0) == (needed[start] == 0))
            {
                end++;
            }

            var clues = end - start < FewestTogether ? 0 : needed[start..end].Aggregate(0UL, (all, clue) => all | clue);
            yield return (clues, [.. statements[start..end]]);
            start = end;
        }
    }

    private void DeclarePatternLocals(ImmutableArray<CheckedStatement> statements)
    {
        foreach (var expression in statements.SelectMany(ProgramReader.OwnExpressions))
        {
            if (expression is TextMatch { Pattern: var text } && NeedsSubject(text))
            {
                _subjects[text] = _locals.Local($"text{text}", "text");
                _code.Line($"ReadOnlySpan<char> {_subjects[text]} = default;");
            }

            if (PatternOf(expression) is { } pattern && _plan.Flagged.Contains(pattern))
            {
                _flags[pattern] = _locals.Local($"matched{pattern}", "matched");
                _code.Line($"var {_flags[pattern]} = false;");
            }
        }
    }

    private bool NeedsSubject(int pattern) => !_plan.Program.Patterns[pattern].ReadGroups.IsEmpty;

    private static int? PatternOf(CheckedExpression expression) => expression switch
    {
        LineMatch match => match.Pattern,
        TextMatch match => match.Pattern,
        _ => null,
    };

    // Moves statements into a method of their own, which says whether the line goes on.
    private void EmitCall(ImmutableArray<CheckedStatement> statements)
    {
        var name = _plan.MethodName($"lines{_plan.LineOf(statements[0].Span)}To{_plan.LineOf(statements[^1].Span)}");
        var code = new CodeWriter();
        var method = new MethodEmitter(_plan, code, "return false;", _known with { Numbers = Knowledge.None.Numbers, Labels = null }, _uncertain);
        var arguments = new List<string> { "line" };
        var parameters = new List<string> { "ReadOnlySpan<char> line" };
        foreach (var pattern in PatternsRead(statements))
        {
            Pass(_subjects, method._subjects, pattern, "ReadOnlySpan<char> ");
            Pass(_flags, method._flags, pattern, "bool ");
        }

        var place = _plan.Methods.Count;
        using (code.Block($"private bool {name}({string.Join(", ", parameters)})"))
        {
            method.EmitBody(statements);
            code.Leave("return true;");
        }

        code.Line("#line default");
        _plan.Methods.Insert(place, code.Whole);
        _labelFills++;
        using (_code.Block($"if (!{name}({string.Join(", ", arguments)}))"))
        {
            _code.Leave(_leave);
        }

        _code.Gap();

        void Pass(Dictionary<int, string> mine, Dictionary<int, string> its, int pattern, string type)
        {
            if (mine.TryGetValue(pattern, out var local))
            {
                its[pattern] = method._locals.Local(local, "local");
                arguments.Add(local);
                parameters.Add(type + its[pattern]);
            }
        }
    }

    private static IEnumerable<int> PatternsRead(ImmutableArray<CheckedStatement> statements) =>
        ProgramReader.AllExpressions(statements)
            .Select(expression => expression switch
            {
                CaptureRead read => read.Pattern,
                CaptureDefined defined => defined.Pattern,
                _ => -1,
            })
            .Where(pattern => pattern >= 0)
            .Distinct()
            .Order();

    /// <summary>Ends the line with a fault.</summary>
    private void Fault(TextSpan span, string message)
    {
        _code.Line($"Fault({_plan.LineOf(span)}, {CSharpText.Literal(message)}, line);");
        _code.Leave(_leave);
    }

    /// <summary>Ends the line with a fault unless a condition holds.</summary>
    private void FaultUnless(string condition, TextSpan span, string message)
    {
        using (_code.Block($"if ({Operands.Negate(condition)})"))
        {
            Fault(span, message);
        }
    }

    // Emits something under what is known there; afterwards only what was known before is.
    private void Within(Knowledge known, Action emit)
    {
        var (before, fills) = (_known, _labelFills);
        _known = known;
        emit();
        _known = _labelFills == fills ? before : before with { Labels = null };
    }
}
