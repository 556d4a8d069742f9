using System.Collections.Immutable;
using LogTail.Language.Patterns;

namespace LogTail.Language.Grok.Embedding;

/// <summary>A field that grok references in a program's pattern capture.</summary>
/// <param name="Spelling">How the program reads it, without the dollar sign.</param>
/// <param name="Name">As the pattern has it: <c>verb</c> or <c>[http][request][method]</c>.</param>
/// <param name="Groups">The groups that may hold it, in the order of the pattern; the first that holds a text counts.</param>
/// <param name="Type">What the reference converts it to.</param>
/// <param name="Inferred">What its text can be taken for where the reference says nothing.</param>
internal sealed record EmbeddedField(string Spelling, string Name, ImmutableArray<int> Groups, GrokFieldType Type, CaptureType Inferred)
{
    /// <summary>
    /// A name of letters, digits and underscores: <c>[http][request][method]</c> is read as <c>$http_request_method</c>, <c>client-ip</c> as
    /// <c>$client_ip</c>.
    /// </summary>
    public static string Spell(string field)
    {
        var words = new System.Text.StringBuilder(field.Length);
        var between = false;
        foreach (var c in field)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                between = words.Length > 0;
                continue;
            }

            if (between)
            {
                words.Append('_');
                between = false;
            }

            words.Append(c);
        }

        return words.ToString();
    }
}
