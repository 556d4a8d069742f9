using System.Diagnostics;
using LogTail.Language.Checking.Types;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;

namespace LogTail.Language.Checking;

// Calls and assignments (spec/mtail-language.md §11.2, §12).
internal sealed partial class Lowering
{
    private CheckedExpression LowerCall(CallSyntax call)
    {
        var signature = BuiltinTable.Find(call.Function.Text) ?? throw new UnreachableException();
        if (signature.Builtin is not { } builtin)
        {
            return LowerConversionCall(call);
        }

        if (builtin == Builtin.Subst && _model.Patterns.TryGetValue(call.Arguments[0].Unwrapped(), out var site))
        {
            // Where the whole match lies is all that a substitution needs.
            _patterns.NewSlot(site);
            var slot = _patterns.Read(site, group: 0);
            return new PatternSubstitution(slot, AsWritten(Lower(call.Arguments[1])), AsWritten(Lower(call.Arguments[2])), call.Span);
        }

        return new BuiltinCall(builtin, [.. call.Arguments.Select(argument => builtin == Builtin.SetTime ? Lower(argument) : AsWritten(Lower(argument)))], ResultKind(builtin), call.Span);
    }

    private CheckedExpression LowerConversionCall(CallSyntax call)
    {
        var argument = call.Arguments[0].Unwrapped();
        switch (call.Function.Text)
        {
            case "defined" when argument is CaptureSyntax capture && _model.Captures.TryGetValue(capture, out var symbol):
                return LowerDefined(symbol, call.Span);
            case "bool":
                // No operation: the value stays what it is (§12).
                return Lower(argument);
            case "int":
                return ConvertArgument(argument, TypeTerm.Int);
            case "float":
                return ConvertArgument(argument, TypeTerm.Float);
            case "string":
                return ConvertArgument(argument, TypeTerm.String);
            default:
                return Reported(call);
        }
    }

    private CheckedExpression ConvertArgument(ExpressionSyntax argument, TypeTerm to)
    {
        var type = _model.TypeOf(argument);
        return type.Basic == BasicType.Error ? Reported(argument) : Convert(Lower(argument), type, to);
    }

    private static ValueKind ResultKind(Builtin builtin) => builtin switch
    {
        Builtin.Len => ValueKind.Length,
        Builtin.StrToL or Builtin.Timestamp => ValueKind.Int,
        Builtin.StrPTime or Builtin.SetTime => ValueKind.Nothing,
        _ => ValueKind.String,
    };

    private void LowerAssignment(AssignmentSyntax assignment, List<CheckedStatement> lowered)
    {
        if (TryLowerTarget(assignment.Target) is not { } target)
        {
            return;
        }

        var value = Lower(assignment.Value);
        var targetType = _model.TypeOf(assignment.Target.Unwrapped());
        value = targetType.Basic == BasicType.String ? AsWritten(value) : value;
        if (!CanStore(targetType))
        {
            ReportUnstorable(assignment, targetType);
        }

        lowered.Add(assignment.Operator switch
        {
            AssignmentOperator.Assign => new AssignStatement(target, value, assignment.Span),
            AssignmentOperator.Add => new AddAssignStatement(target, value, assignment.Span),
            _ => LowerSubtraction(assignment, target, targetType, value),
        });
    }

    private static bool CanStore(TypeTerm type) => type.Basic is null or BasicType.Int or BasicType.Float or BasicType.String or BasicType.Error;

    private void ReportUnstorable(AssignmentSyntax assignment, TypeTerm type) =>
        _diagnostics.Report(
            DiagnosticCode.NoOperation,
            assignment.Value.Span,
            $"A metric cannot hold {type}.",
            type.Basic == BasicType.Bool ? "Use a condition, and assign 1 or 0 in its blocks." : null);

    /// <summary><c>-=</c>, which mtail does not have: adds the negative, as the type of the metric.</summary>
    private AddAssignStatement LowerSubtraction(AssignmentSyntax assignment, MetricTarget target, TypeTerm targetType, CheckedExpression value)
    {
        if (targetType.Basic == BasicType.String)
        {
            _diagnostics.Report(
                DiagnosticCode.NoOperation, assignment.Span, "`-=` cannot work on a metric that holds texts.", "Give it numbers everywhere.");
        }

        if (targetType.Basic == BasicType.Float)
        {
            value = Convert(value, _model.TypeOf(assignment.Value.Unwrapped()), TypeTerm.Float);
        }

        var kind = value.Kind == ValueKind.Float ? ValueKind.Float : ValueKind.Int;
        return new AddAssignStatement(target, Negate(value, kind, assignment.Value.Span), assignment.Span);
    }
}
