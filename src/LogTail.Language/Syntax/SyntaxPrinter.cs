using System.Globalization;
using System.Text;
using LogTail.Language.Parsing;

namespace LogTail.Language.Syntax;

/// <summary>
/// Writes a syntax tree as a program that reads back as the same tree: one statement per line, blocks indented by two spaces.
/// Comments are not part of a tree and are gone; so is how a name was quoted.
/// </summary>
internal sealed class SyntaxPrinter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public static string Print(ProgramSyntax program)
    {
        var printer = new SyntaxPrinter();
        printer.Write(program.Statements);
        return printer._text.ToString();
    }

    public static string Print(ExpressionSyntax expression) => new SyntaxPrinter().Write(expression)._text.ToString();

    private void Write(IEnumerable<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            _text.Append(' ', 2 * _depth);
            Write(statement);
            _text.Append('\n');
        }
    }

    private void Write(StatementSyntax statement)
    {
        switch (statement)
        {
            case MetricSyntax metric:
                Write(metric);
                break;
            case ConstantSyntax constant:
                Append($"const {constant.Name.Text} ").Write(constant.Pattern);
                break;
            case DecoratorSyntax decorator:
                Append($"def {decorator.Name.Text} ").Write(decorator.Body);
                break;
            case DecoratedSyntax decorated:
                Append($"@{decorated.Name.Text} ").Write(decorated.Body);
                break;
            case ConditionalSyntax conditional:
                Write(conditional);
                break;
            case OtherwiseSyntax otherwise:
                Append("otherwise ").Write(otherwise.Body);
                break;
            case BeginSyntax begin:
                Append("begin ").Write(begin.Body);
                break;
            case AssignmentSyntax assignment:
                Write(assignment.Target).Append(SignOf(assignment.Operator)).Write(assignment.Value);
                break;
            case ExpressionStatementSyntax expression:
                Write(expression.Expression);
                break;
            case DeleteSyntax delete:
                Append("del ").Write(delete.Target).Append(delete.After is { } after ? $" after {DurationText(after.Value)}" : "");
                break;
            case LogFilterSyntax filter:
                Append("log_filter " + string.Join(", ", filter.Sources.Select(Name)));
                break;
            case NextSyntax:
                Append("next");
                break;
            case StopSyntax:
                Append("stop");
                break;
            case BrokenSyntax:
                Append("# could not be read");
                break;
        }
    }

    private void Write(ConditionalSyntax conditional)
    {
        Write(conditional.Condition).Append(" ").Write(conditional.Body);
        if (conditional.Else is { Statements: [ConditionalSyntax only] } chained && only.Span == chained.Span)
        {
            Append(" else if ").Write(only);
        }
        else if (conditional.Else is { } otherwise)
        {
            Append(" else ").Write(otherwise);
        }
    }

    private void Write(BlockSyntax block)
    {
        _text.Append("{\n");
        _depth++;
        Write(block.Statements);
        _depth--;
        _text.Append(' ', 2 * _depth).Append('}');
    }

    private void Write(MetricSyntax metric)
    {
        Append((metric.IsHidden ? "hidden " : "") + metric.Kind.ToString().ToLowerInvariant() + " " + Name(metric.Name));
        Append(metric.Keys.IsEmpty ? "" : " by " + string.Join(", ", metric.Keys.Select(Name)));
        Append(metric.ExportName is { } name ? " as " + Quote(name.Text, '"') : "");
        Append(metric.Bounds.IsEmpty ? "" : " buckets " + string.Join(", ", metric.Bounds.Select(bound => FloatText(bound.Value))));
        Append(metric.Quantiles.IsEmpty ? "" : " quantiles " + string.Join(", ", metric.Quantiles.Select(QuantileText)));
        Append(metric.MaxAge is { } age ? " max_age " + DurationText(age.Value) : "");
        Append(metric.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $" limit {limit.Value}") : "");
    }

    private SyntaxPrinter Write(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case IntSyntax integer:
                return Append(integer.Value.ToString(CultureInfo.InvariantCulture));
            case FloatSyntax real:
                return Append(FloatText(real.Value));
            case StringSyntax text:
                return Append(Quote(text.Value, '"'));
            case RegexSyntax regex:
                return Append(Quote(regex.Pattern, '/'));
            case NameSyntax name:
                return Append(name.Name);
            case CaptureSyntax capture:
                return Append("$" + capture.Name);
            case AnyKeySyntax:
                return Append("*");
            case IndexSyntax index:
                return Write(index.Target).Append("[").WriteList(index.Keys).Append("]");
            case CallSyntax call:
                return Append(call.Function.Text + "(").WriteList(call.Arguments).Append(")");
            case ParenthesizedSyntax parenthesized:
                return Append("(").Write(parenthesized.Inner).Append(")");
            case PostfixSyntax postfix:
                return Write(postfix.Operand).Append(postfix.Delta > 0 ? "++" : "--");
            case PrefixSyntax prefix:
                // The space keeps `- 5` from becoming a literal and `! ~x` from becoming `!~`.
                return Append(SignOf(prefix.Operator) + " ").Write(prefix.Operand);
            case BinarySyntax binary:
                return Write(binary.Left).Append($" {OperatorTable.TextOf(binary.Operator)} ").Write(binary.Right);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private SyntaxPrinter WriteList(IReadOnlyList<ExpressionSyntax> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            Append(i == 0 ? "" : ", ").Write(items[i]);
        }

        return this;
    }

    private SyntaxPrinter Append(string text)
    {
        _text.Append(text);
        return this;
    }

    private static string Name(NameText name) =>
        Lexeme.Word(name.Text) == name.Text.Length && name.Text.Length > 0 && !Vocabulary.IsReserved(name.Text) ? name.Text : Quote(name.Text, '"');

    private static string Quote(string text, char delimiter) =>
        delimiter + text.Replace(delimiter.ToString(), "\\" + delimiter, StringComparison.Ordinal) + delimiter;

    private static string FloatText(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static string QuantileText(QuantileSyntax quantile) => $"{FloatText(quantile.Quantile.Value)}: {FloatText(quantile.Error.Value)}";

    private static string DurationText(TimeSpan value) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / TimeSpan.TicksPerSecond}s");

    private static string SignOf(AssignmentOperator op) => op switch
    {
        AssignmentOperator.Assign => " = ",
        AssignmentOperator.Add => " += ",
        _ => " -= ",
    };

    private static string SignOf(PrefixOperator op) => op switch
    {
        PrefixOperator.Complement => "~",
        PrefixOperator.Not => "!",
        _ => "-",
    };
}
