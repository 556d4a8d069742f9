using System.Text;
using System.Text.RegularExpressions;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Expansion;
using LogTail.Language.Grok.Library;
using LogTail.Language.GrokExporter.Checking;
using LogTail.Language.GrokExporter.Configuration;

namespace LogTail.Language.GrokExporter.Converting;

/// <summary>
/// Expressions of a configuration as pieces of programs' patterns. A program sees the shipped grok patterns only, so the configuration's own come along, as
/// definitions inside of the references. What is not plainly the same in the dialect of programs stands in a reference of its own, where
/// grok's dialect holds.
/// </summary>
internal sealed partial class ConvertedPatterns
{
    private readonly PatternSet _patterns;

    public ConvertedPatterns(ExporterConfiguration configuration)
    {
        var diagnostics = new ConfigurationDiagnostics(configuration.Text);
        _patterns = PatternDefinitions.Of(configuration, new PatternProblems(configuration, diagnostics), diagnostics);
    }

    /// <summary>What stands between the slashes.</summary>
    public string Convert(ConfigurationText expression)
    {
        var (text, isPlain) = WithDefinitions(expression.Value);
        var pattern = EscapeSlashes(isPlain ? text : $"%{{LINE=(?:{text})}}");
        return pattern.AsSpan().IndexOfAny('\n', '\r') >= 0 ? throw new NotConvertibleException("Its expression has more than one line.", "Write it on one line.") : pattern;
    }

    /// <summary>An expression without references that means the same in a program, for between slashes; null for any other.</summary>
    public static string? PlainOf(string expression)
    {
        for (var i = 0; i < expression.Length;)
        {
            var taken = SimpleClass().Match(expression, i) is { Success: true } simple ? simple.Length
                : IsPlain(expression, i) && expression[i] is not ('^' or '$' or '%') ? expression[i] == '\\' ? 2 : 1
                : 0;
            if (taken == 0)
            {
                return null;
            }

            i += taken;
        }

        return EscapeSlashes(expression);
    }

    // Members and ranges only: nothing nested, escaped or intersected.
    [GeneratedRegex(@"\G\[\^?[^\[\]\\&^-][^\[\]\\&]*\]")]
    private static partial Regex SimpleClass();

    /// <summary>Puts a backslash before slashes that have none.</summary>
    public static string EscapeSlashes(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                text.Append(pattern[i++]);
            }
            else if (pattern[i] == '/')
            {
                text.Append('\\');
            }

            text.Append(pattern[i]);
        }

        return text.ToString();
    }

    // Plain is what means the same in RE2's syntax, outside of references.
    private (string Text, bool IsPlain) WithDefinitions(string expression)
    {
        var text = new StringBuilder();
        var isPlain = true;
        for (var i = 0; i < expression.Length;)
        {
            var length = GrokFrontEnd.LengthOfReferenceAt(expression, i);
            if (length > 0)
            {
                text.Append(Reference(expression.Substring(i, length)));
                i += length;
                continue;
            }

            isPlain &= IsPlain(expression, i);
            var taken = expression[i] == '\\' && i + 1 < expression.Length ? 2 : 1;
            text.Append(expression, i, taken);
            i += taken;
        }

        return (text.ToString(), isPlain);
    }

    private static bool IsPlain(string expression, int index) => expression[index] switch
    {
        '\\' => index + 1 < expression.Length && !char.IsLetterOrDigit(expression[index + 1]),
        '(' => index + 1 >= expression.Length || expression[index + 1] != '?' || (index + 2 < expression.Length && expression[index + 2] == ':'),
        '{' or '[' => false,
        '+' or '*' or '?' => index + 1 >= expression.Length || expression[index + 1] is not ('+' or '*' or '?' or '{'),
        _ => true,
    };

    // %{NAME} and %{NAME:field}: one that the program does not know, or knows otherwise, brings its definition along.
    private string Reference(string reference)
    {
        var end = reference.AsSpan(2).IndexOfAny(":}=") + 2;
        if (ReferenceReader.At(reference, 0) is { Predicate: not null } asked)
        {
            // Its definition has no place beside a predicate.
            var bare = $"%{{{asked.Name}}}";
            return Reference(bare) == bare ? reference : throw new NotConvertibleException(
                $"A program has no pattern {asked.Name} of its own to put a condition on.", "Put the condition on a pattern that LogTail ships.");
        }

        var name = reference[2..end].Trim();
        if (!_patterns.TryFind(name, out var own)
            || (PatternLibrary.Legacy.TryFind(name, out var shipped) && shipped.Expression == own.Expression && !IsOverridden(own.Expression))
            || reference.Contains('=', StringComparison.Ordinal))
        {
            return reference;
        }

        // A name in lower case would be taken for text.
        var known = name.Any(char.IsAsciiLetterLower) ? "OWN_" + name.ToUpperInvariant() : name;
        return $"%{{{known}{reference[end..^1]}=(?:{WithDefinitions(own.Expression).Text})}}";
    }

    // Whether a shipped definition refers to one that the configuration has replaced.
    private bool IsOverridden(string expression)
    {
        for (var i = 0; i < expression.Length; i++)
        {
            var length = GrokFrontEnd.LengthOfReferenceAt(expression, i);
            if (length > 0 && Reference(expression.Substring(i, length)) != expression.Substring(i, length))
            {
                return true;
            }
        }

        return false;
    }
}
