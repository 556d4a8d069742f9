using LogTail.Language.Checking.Types;
using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;

namespace LogTail.Language.Checking;

// Calls (spec/mtail-language.md §12, §13.2).
internal sealed partial class Inference
{
    private TypeTerm VisitCall(CallSyntax call)
    {
        if (BuiltinTable.Find(call.Function.Text) is not { } signature)
        {
            VisitArguments(call);
            _diagnostics.Report(
                DiagnosticCode.UnknownFunction,
                call.Function.Span,
                $"There is no function `{call.Function.Text}`.",
                Suggest(call.Function.Text, BuiltinTable.Names) ?? $"The functions are {string.Join(", ", BuiltinTable.Names.Order(StringComparer.Ordinal))}.");
            return TypeTerm.Error;
        }

        if (call.Arguments.Length != signature.Parameters.Length)
        {
            VisitArguments(call);
            _diagnostics.Report(
                DiagnosticCode.WrongArgumentCount,
                call.Span,
                $"`{signature.Name}` takes {Count(signature.Parameters.Length, "argument")}, but {call.Arguments.Length} {(call.Arguments.Length == 1 ? "is" : "are")} given.",
                $"Write `{signature}`.");
            return TypeTerm.Error;
        }

        switch (signature.Name)
        {
            case "defined":
                return VisitDefined(call);
            case "subst" when IsPattern(call.Arguments[0]):
                // Its groups cannot be read: the pattern runs many times in one call.
                VisitPatternValue(call.Arguments[0].Unwrapped());
                CheckArguments(call, signature, from: 1);
                break;
            default:
                CheckArguments(call, signature, from: 0);
                break;
        }

        if (signature.Name == "strptime")
        {
            CheckLayout(call.Arguments[1]);
        }

        // Compared like an inferred metric, not like a literal of its type (§8.5): mtail's calls have variables for types.
        return signature.Result.Basic == BasicType.None ? TypeTerm.None : TypeTerm.OfCall(signature.Result);
    }

    private void VisitArguments(CallSyntax call)
    {
        foreach (var argument in call.Arguments)
        {
            VisitArgument(argument);
        }
    }

    private void CheckArguments(CallSyntax call, BuiltinSignature signature, int from)
    {
        // All are visited before the function says what it wants: a later one may decide the type of an earlier.
        var types = call.Arguments.Skip(from).Select(VisitArgument).ToList();
        for (var i = from; i < call.Arguments.Length; i++)
        {
            var argument = call.Arguments[i];
            var type = types[i - from];
            var isTooStrict = signature.Name == "tolower" && type.Basic is not (null or BasicType.String or BasicType.Error);
            if (signature.Parameters[i] is { } parameter && (isTooStrict || !TypeRules.Unify(parameter, type)))
            {
                _diagnostics.Report(
                    DiagnosticCode.WrongArgumentType,
                    argument.Span,
                    $"`{signature.ParameterNames[i]}` in `{signature}` must be {parameter}; this is {type}.",
                    type.Basic is BasicType.Int or BasicType.Float ? "Convert it with `string(…)`." : HintOnWholeMatch(argument));
            }
        }
    }

    private TypeTerm VisitDefined(CallSyntax call)
    {
        if (call.Arguments[0].Unwrapped() is CaptureSyntax capture)
        {
            _model.SetType(capture, VisitCapture(capture));
            return TypeTerm.BoundVariable(TypeTerm.Bool);
        }

        Visit(call.Arguments[0]);
        _diagnostics.Report(
            DiagnosticCode.WrongArgumentType, call.Arguments[0].Span, "`defined` asks about a capture group, as in `defined($user)`.");
        return TypeTerm.Error;
    }

    private void CheckLayout(ExpressionSyntax argument)
    {
        if (argument.Unwrapped() is not StringSyntax layout)
        {
            _diagnostics.Report(
                DiagnosticCode.LayoutNotLiteral,
                argument.Span,
                "The layout of a time must be a text in quotes, in one piece.",
                "For example \"2006-01-02 15:04:05\".");
        }
        else if (!Times.LayoutCheck.Passes(layout.Value))
        {
            _diagnostics.Report(
                DiagnosticCode.BadLayout,
                layout.Span,
                $"The layout \"{layout.Value}\" cannot even read itself.",
                "Write the reference time Mon Jan 2 15:04:05 -0700 MST 2006 the way your log writes times. "
                    + (layout.Value.Contains('Z', StringComparison.Ordinal)
                        ? "A `Z` for UTC is written Z07:00."
                        : layout.Value.Contains('_', StringComparison.Ordinal)
                            ? "An underscore in the text must be taken out with `subst` first."
                            : "A fraction of a second is .000 or .999."));
        }
    }
}
