using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LogTail.Language.Checking.Rules;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.Patterns;

namespace LogTail.Language.GrokExporter.Converting;

internal sealed partial class ConvertedTemplates
{
    private int _cuts;
    private int _times;

    private Choice<string> Called(string function, TemplateCommand command, ImmutableArray<TemplateOperand> arguments, TemplateScope scope, bool asText)
    {
        switch (function)
        {
            case "gsub" when asText && arguments.Length == 3:
                return Substituted(command, scope);
            case "base" when asText && readsFiles && arguments is [FieldOperand { Names: [CheckedTemplate.LogFile] }]:
                // Always the absolute path of a file.
                return "subst(/^.*\\//, \"\", getfilename())";
            case "len" when arguments.Length == 1:
                return Length(arguments[0], scope).Select(length => asText ? $"string({length})" : $"float({length})");
            case "print" when asText:
                // Between texts no blank is put.
                return Texts(arguments, scope).Select(texts => Joined(texts));
            case "printf" when asText && arguments is [TextOperand format, .. var values]:
                return Texts(values, scope).Select(texts => Formatted(format, texts));
            case "slice" when asText:
                return Cut(arguments, scope);
            case "timestamp" when !asText && arguments is [TextOperand layout, var text]:
                return Time(layout.Value, text, scope);
            case "index" when IndexedField(command, scope) is { } name:
                return _template.Fields.ContainsKey(name) ? Field(name, asText) : asText ? Quote("<no value>") : new Failure<string>();
            case "index":
                throw Impossible(command.Span, "`index` into a text gives the number of a byte; the language has none.", "Cut the character out with `slice`, and compare it as a text.");
            case "and" or "or" when arguments.Length > 0:
                return Deciding(function == "or", arguments, scope, asText);
            case "not" or "eq" or "ne" or "lt" or "le" or "gt" or "ge" when asText:
                return Truth(command, scope).Select(isTrue => Quote(isTrue ? "true" : "false"));
            default:
                throw Impossible(command.Span, $"`{function}` has no counterpart in the language with these arguments.");
        }
    }

    private Choice<ImmutableArray<string>> Texts(ImmutableArray<TemplateOperand> operands, TemplateScope scope) =>
        operands.Aggregate(
            (Choice<ImmutableArray<string>>)ImmutableArray<string>.Empty,
            (before, operand) => before.Then(texts => TextOf(operand, scope).Select(texts.Add)));

    // Numbers print in other ways than texts.
    private Choice<string> TextOf(TemplateOperand operand, TemplateScope scope) =>
        KindOf(operand, scope) == ComparedKind.Text ? Value(operand, scope, asText: true) : throw Impossible(operand.Span);

    // The argument that decides is the value; the last one if none did before.
    private Choice<string> Deciding(bool decider, ImmutableArray<TemplateOperand> arguments, TemplateScope scope, bool asText) =>
        arguments.Length == 1
            ? Value(arguments[0], scope, asText)
            : Truth(arguments[0], scope).Then(isTrue =>
                isTrue == decider ? Value(arguments[0], scope, asText) : Deciding(decider, arguments[1..], scope, asText));

    // The same as subst, if what is put in is plain text, and the expression means the same to RE2 and takes a character at least.
    private Choice<string> Substituted(TemplateCommand command, TemplateScope scope)
    {
        var substitution = _template.Substitutions[command.Span];
        if (substitution.Replacement is not { } replacement
            || replacement.Any(part => part.Text is null)
            || program.Patterns[substitution.Pattern].Tree.Root.MayBeEmpty()
            || ConvertedPatterns.PlainOf(((TextOperand)command.Operands[2]).Value) is not { } expression)
        {
            throw Impossible(command.Span, "What this `gsub` looks for, or puts in, is not the same in the language.", "Keep to a plain expression that takes a character, and to a plain text.");
        }

        return TextOf(command.Operands[1], scope).Select(text => $"subst(/{expression}/, {Quote(string.Concat(replacement.Select(part => part.Text)))}, string({text}))");
    }

    // Characters of a text, which are bytes where it is ASCII; one that is too short fails.
    private Choice<string> Cut(ImmutableArray<TemplateOperand> arguments, TemplateScope scope)
    {
        if (arguments.Length is < 2 or > 3 || arguments.Skip(1).Any(bound => bound is not IntegerOperand { Value: >= 0 and <= 1000 }))
        {
            throw Impossible(arguments[0].Span, "Of `slice` only fixed bounds, from 0 to 1000, can be converted.", "Let the expression capture the part.");
        }

        var start = ((IntegerOperand)arguments[1]).Value;
        var length = arguments.Length == 3 ? ((IntegerOperand)arguments[2]).Value - start : -1;
        if (arguments.Length == 3 && length < 0)
        {
            throw Impossible(arguments[0].Span, "Of `slice` only fixed bounds, from 0 to 1000, can be converted.", "Let the expression capture the part.");
        }

        Differ("Of a text that is not ASCII no part is taken.", "Let the expression capture the part.");
        var name = string.Create(CultureInfo.InvariantCulture, $"part{++_cuts}");
        var skipped = start == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[\\x00-\\x7F]{{{start}}}");
        var taken = string.Create(CultureInfo.InvariantCulture, $"(?P<{name}>[\\x00-\\x7F]{(length < 0 ? "*" : $"{{{length}}}")}){(length < 0 ? "$" : "")}");
        return TextOf(arguments[0], scope).Then(text => (Choice<string>)new Fork<string>($"string({text}) =~ /^{skipped}{taken}/", "$" + name, new Failure<string>()));
    }

    // The language has one time for a line, in whole seconds, and gives a text without a year the present one.
    private Choice<string> Time(string layout, TemplateOperand text, TemplateScope scope)
    {
        if (++_times > 1)
        {
            throw Impossible(text.Span, "A program has one time for a line, and the template makes two.", "Capture the difference, or count both in two metrics.");
        }

        if (!layout.Contains("06", StringComparison.Ordinal))
        {
            throw Impossible(
                text.Span, $"A time without a year is of the year 0 in a configuration, and of the present one in a program.",
                $"If the present year is meant, write `strptime(…, {Quote(layout)})` and `timestamp()` in the program.");
        }

        MayFail = true;
        Differ("Its time is in whole seconds, and becomes the time of the line, from which retention counts.", "Nothing needs to be done if whole seconds are enough.");
        var hasComma = layout.Contains(',', StringComparison.Ordinal);
        return TextOf(text, scope).Then(value => (Choice<string>)new Step<string>(
            $"strptime({(hasComma ? $"subst(\",\", \".\", string({value}))" : $"string({value})")}, {Quote(layout.Replace(',', '.'))})",
            "float(timestamp())"));
    }

    // Only what prints texts as they are.
    private static string Formatted(TextOperand operand, ImmutableArray<string> values)
    {
        var format = operand.Value;
        var parts = new List<string>();
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            i++;
            switch (i < format.Length ? format[i] : '\0')
            {
                case '%':
                    text.Append('%');
                    break;
                case 's' or 'v' when next < values.Length:
                    if (text.Length > 0)
                    {
                        parts.Add(Quote(text.ToString()));
                        text.Clear();
                    }

                    parts.Add(values[next++]);
                    break;
                default:
                    throw Unformatted();
            }
        }

        if (text.Length > 0)
        {
            parts.Add(Quote(text.ToString()));
        }

        return next == values.Length ? Joined(parts) : throw Unformatted();

        NotConvertibleException Unformatted() => Impossible(operand.Span, "This format does more than to print texts as they are.", "Of all verbs `%s` and `%v` can be converted, one for each text.");
    }
}
