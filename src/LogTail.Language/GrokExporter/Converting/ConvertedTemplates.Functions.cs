using System.Collections.Immutable;
using System.Text;
using LogTail.Language.Checking.Rules;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.Patterns;

namespace LogTail.Language.GrokExporter.Converting;

internal sealed partial class ConvertedTemplates
{
    private string Called(string function, TemplateCommand command, ImmutableArray<TemplateOperand> arguments, CheckedTemplate template, bool asText)
    {
        switch (function)
        {
            case "gsub" when asText && arguments.Length == 3:
                return Substituted(command, template);
            case "base" when asText && readsFiles && arguments is [FieldOperand { Names: [CheckedTemplate.LogFile] }]:
                // Always the absolute path of a file.
                return "subst(/^.*\\//, \"\", getfilename())";
            case "len" when arguments.Length == 1:
                var length = $"len(string({TextOf(arguments[0], template)}))";
                return asText ? $"string({length})" : $"float({length})";
            case "print" when asText:
                // Between texts no blank is put.
                return Joined(arguments.Select(argument => TextOf(argument, template)));
            case "printf" when asText && arguments is [TextOperand format, .. var values]:
                return Formatted(format.Value, values, template);
            default:
                throw Impossible(template);
        }
    }

    private string TextOf(TemplateOperand operand, CheckedTemplate template) =>
        operand is FieldOperand or TextOperand or PipelineOperand ? Operand(operand, template, asText: true) : throw Impossible(template);

    // The same as subst, if what is put in is plain text, and the expression means the same to RE2 and takes a character at least.
    private string Substituted(TemplateCommand command, CheckedTemplate template)
    {
        var substitution = template.Substitutions[command.Span];
        if (substitution.Replacement is not { } replacement
            || replacement.Any(part => part.Text is null)
            || program.Patterns[substitution.Pattern].Tree.Root.MayBeEmpty()
            || ConvertedPatterns.PlainOf(((TextOperand)command.Operands[2]).Value) is not { } expression)
        {
            throw Impossible(template);
        }

        return $"subst(/{expression}/, {Quote(string.Concat(replacement.Select(part => part.Text)))}, string({TextOf(command.Operands[1], template)}))";
    }

    // Only what prints texts as they are.
    private string Formatted(string format, ImmutableArray<TemplateOperand> values, CheckedTemplate template)
    {
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

                    parts.Add(TextOf(values[next++], template));
                    break;
                default:
                    throw Impossible(template);
            }
        }

        if (text.Length > 0)
        {
            parts.Add(Quote(text.ToString()));
        }

        return next == values.Length ? Joined(parts) : throw Impossible(template);
    }
}
