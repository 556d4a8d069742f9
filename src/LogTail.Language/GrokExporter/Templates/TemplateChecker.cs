using System.Collections.Immutable;
using System.Diagnostics;
using LogTail.Language.Checking.Names;
using LogTail.Language.Checking.Rules;
using LogTail.Language.GrokExporter.Templates.Parsing;
using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Oniguruma;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>
/// Checks all that can be checked of a template before a line comes: functions, numbers of arguments, variables, called templates, the
/// expressions of gsub, the layouts of timestamp. One instance per template.
/// </summary>
/// <param name="addPattern">Takes a pattern into the program and says its number.</param>
internal sealed class TemplateChecker(Func<string, RegexTree, ImmutableArray<int>, int> addPattern)
{
    private const string DotHint = "Put a . (dot) in front of grok fields, otherwise they are read as functions.";

    private readonly ImmutableDictionary<TextSpan, CheckedSubstitution>.Builder _substitutions =
        ImmutableDictionary.CreateBuilder<TextSpan, CheckedSubstitution>();

    private readonly List<TemplateProblemException> _warnings = [];

    // Names of variables that are visible, innermost last.
    private readonly List<string> _variables = [];
    private TemplateSyntax? _template;

    /// <summary>What fails on every line, though the original starts with it.</summary>
    public IReadOnlyList<TemplateProblemException> Warnings => _warnings;

    /// <exception cref="TemplateProblemException">Something is wrong.</exception>
    public ImmutableDictionary<TextSpan, CheckedSubstitution> Check(TemplateSyntax template)
    {
        _template = template;
        foreach (var body in template.Definitions.Values.Prepend(template.Body))
        {
            _variables.Clear();
            _variables.Add("$");
            Check(body);
        }

        return _substitutions.ToImmutable();
    }

    private void Check(ImmutableArray<TemplateNode> nodes)
    {
        var visible = _variables.Count;
        foreach (var node in nodes)
        {
            Check(node);
        }

        _variables.RemoveRange(visible, _variables.Count - visible);
    }

    private void Check(TemplateNode node)
    {
        switch (node)
        {
            case TextNode or BreakNode or ContinueNode:
                break;
            case ActionNode action:
                Check(action.Pipeline, mostVariables: 1);
                break;
            case IfNode choice:
                CheckBlock(choice.Condition, 1, choice.Body, choice.Else);
                break;
            case WithNode with:
                CheckBlock(with.Value, 1, with.Body, with.Else);
                break;
            case RangeNode range:
                CheckBlock(range.Items, 2, range.Body, range.Else);
                break;
            case CallNode call:
                CheckCall(call);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void CheckBlock(TemplatePipeline pipeline, int mostVariables, ImmutableArray<TemplateNode> body, ImmutableArray<TemplateNode> otherwise)
    {
        var visible = _variables.Count;
        Check(pipeline, mostVariables);
        Check(body);
        Check(otherwise);
        _variables.RemoveRange(visible, _variables.Count - visible);
    }

    private void CheckCall(CallNode call)
    {
        if (call.Argument is { } argument)
        {
            Check(argument, mostVariables: 0);
        }

        if (!_template!.Definitions.ContainsKey(call.Name))
        {
            throw new TemplateProblemException(call.Span, $"There is no template \"{call.Name}\".", $"Define it: {{{{define \"{call.Name}\"}}}} … {{{{end}}}}.");
        }
    }

    private void Check(TemplatePipeline pipeline, int mostVariables)
    {
        if (pipeline.Variables.Length > mostVariables)
        {
            throw new TemplateProblemException(pipeline.Span, "Too many variables are declared here.", "Only {{range $index, $element := …}} sets two.");
        }

        for (var i = 0; i < pipeline.Commands.Length; i++)
        {
            Check(pipeline.Commands[i], isPiped: i > 0);
        }

        foreach (var variable in pipeline.Variables)
        {
            if (pipeline.IsAssignment)
            {
                RequireVariable(variable, pipeline.Span);
            }
            else
            {
                _variables.Add(variable);
            }
        }
    }

    private void Check(TemplateCommand command, bool isPiped)
    {
        foreach (var operand in command.Operands)
        {
            Check(operand);
        }

        var first = command.Operands[0];
        if (first is FunctionOperand function)
        {
            CheckFunction(function, command, isPiped);
            return;
        }

        if (command.Operands.Length > 1 || isPiped)
        {
            throw new TemplateProblemException(first.Span, "Only a function takes arguments, and this is none.", DotHint);
        }

        if (first is NilOperand)
        {
            throw new TemplateProblemException(first.Span, "nil is not a command.", "It can only be an argument.");
        }

        CheckArguments(command);
    }

    private void Check(TemplateOperand operand)
    {
        switch (operand)
        {
            case VariableOperand variable:
                RequireVariable(variable.Name, variable.Span);
                break;
            case PipelineOperand inner:
                Check(inner.Pipeline, mostVariables: 0);
                break;
        }
    }

    private void RequireVariable(string name, TextSpan span)
    {
        if (!_variables.Contains(name))
        {
            throw new TemplateProblemException(span, $"undefined variable \"{name}\".", $"Declare it before: {{{{{name} := …}}}}.");
        }
    }

    private void CheckFunction(FunctionOperand operand, TemplateCommand command, bool isPiped)
    {
        if (TemplateFunctions.Find(operand.Name) is not { } function)
        {
            var nearest = Spelling.Nearest(operand.Name, TemplateFunctions.Names);
            throw new TemplateProblemException(
                operand.Span, $"function \"{operand.Name}\" not defined: don't forget to put a . (dot) in front of grok fields, otherwise it will be interpreted as a function.", nearest is null ? $"Did you mean .{operand.Name}?" : $"Did you mean .{operand.Name} or {nearest}?");
        }

        var given = command.Operands.Length - 1 + (isPiped && !function.IsExporters ? 1 : 0);
        if (given < function.LeastArguments || given > function.MostArguments)
        {
            throw new TemplateProblemException(
                command.Span,
                $"{function.Name} takes {function.Wanted} arguments, but gets {given}.",
                function.IsExporters && isPiped ? "It takes none from a pipe: write all of them behind its name." : "Blanks stand between arguments, parentheses around calls in them.");
        }

        CheckArguments(command);
        switch (function.Name)
        {
            case "gsub":
                CheckSubstitution(command);
                break;
            case "timestamp":
                CheckLayout(command.Operands[1]);
                break;
            case "add" or "subtract" or "multiply" or "divide":
                CheckNumbers(command);
                break;
        }
    }

    // A name of a function as an argument is a call without arguments.
    private static void CheckArguments(TemplateCommand command)
    {
        foreach (var argument in command.Operands.Skip(1).OfType<FunctionOperand>())
        {
            var function = TemplateFunctions.Find(argument.Name);
            if (function is null)
            {
                throw new TemplateProblemException(argument.Span, $"function \"{argument.Name}\" not defined.", $"Did you mean .{argument.Name}?");
            }

            if (function.LeastArguments > 0)
            {
                throw new TemplateProblemException(argument.Span, $"{function.Name} takes {function.Wanted} arguments, but gets 0.", "Put a call that is an argument in parentheses.");
            }
        }
    }

    private static void CheckNumbers(TemplateCommand command)
    {
        foreach (var operand in command.Operands.Skip(1))
        {
            if (operand is BoolOperand or NilOperand || (operand is TextOperand text && !GoFloatSyntax.IsFloat(text.Value)))
            {
                throw new TemplateProblemException(operand.Span, $"{((FunctionOperand)command.Operands[0]).Name} takes numbers, and this is none.", "Write a number, or a field that holds one.");
            }
        }
    }

    private void CheckLayout(TemplateOperand operand)
    {
        if (operand is not TextOperand layout)
        {
            throw new TemplateProblemException(operand.Span, "The layout of timestamp must be a literal.", "Write it in quotes: timestamp \"2006-01-02 15:04:05\" .time");
        }

        if (ReferenceLayout.Problem(layout.Value) is var (message, hint))
        {
            throw new TemplateProblemException(layout.Span, message, hint);
        }

        if (ReferenceLayout.ReadsNoTime(layout.Value))
        {
            _warnings.Add(new TemplateProblemException(
                layout.Span,
                $"There is nothing of a time in the layout \"{layout.Value}\", so no text can be read with it.",
                "Write how Go's reference time looks in your log: 2006-01-02 15:04:05 for %Y-%m-%d %H:%M:%S."));
        }
    }

    private void CheckSubstitution(TemplateCommand command)
    {
        if (command.Operands[2] is not TextOperand expression)
        {
            throw new TemplateProblemException(command.Operands[2].Span, "The expression of gsub must be a literal.", "Write it in quotes: gsub .field \"a+\" \"b\"");
        }

        var parsed = OnigurumaParser.Parse(expression.Value, OnigurumaOptions.GrokExporter);
        if (!parsed.Succeeded)
        {
            throw new TemplateProblemException(expression.Span, $"{expression.Value} is no regular expression: {parsed.Error.Message}", parsed.Error.Hint ?? "In double quotes each backslash must be doubled.");
        }

        var groups = parsed.Tree.Groups;
        ImmutableArray<ReplacementPart>? parts = null;
        if (command.Operands[3] is TextOperand replacement)
        {
            parts = Replacement.Read(replacement.Value, groups, out _)
                ?? throw new TemplateProblemException(
                    replacement.Span, "This backslash means nothing in a replacement.", @"Use \\1 for a group, \\k<name> for a named one, \\\\ for a backslash; in `raw strings` half as many.");
        }

        ImmutableArray<int> read = parts is null
            ? [.. groups.Select(group => group.Number)]
            : [.. parts.Value.Where(part => part.Text is null && part.Group > 0).Select(part => part.Group).Distinct().Order()];
        _substitutions[command.Span] = new CheckedSubstitution(addPattern(expression.Value, parsed.Tree, read), parts);
    }
}
