using LogTail.Language.Parsing;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Checking;

/// <summary>Words in the text that could not be read. They may be the declarations that seem to be missing elsewhere.</summary>
internal static class BrokenWords
{
    /// <summary>All words in the broken statements of a program; empty for one that could be read.</summary>
    public static HashSet<string> In(ProgramSyntax program, string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        Collect(program.Statements, text, words);
        return words;
    }

    private static void Collect(IEnumerable<StatementSyntax> statements, string text, HashSet<string> words)
    {
        foreach (var statement in statements)
        {
            if (statement is BrokenSyntax broken)
            {
                // Never empty, also when the text holds no word: there was an error.
                words.Add("");
                CollectWords(text, broken.Span, words);
            }

            foreach (var block in SyntaxFacts.BlocksOf(statement))
            {
                Collect(block.Statements, text, words);
            }
        }
    }

    private static void CollectWords(string text, TextSpan span, HashSet<string> words)
    {
        var rest = text.AsSpan(span.Start, span.Length);
        while (!rest.IsEmpty)
        {
            var length = Lexeme.WordRun(rest);
            if (length > 0)
            {
                words.Add(rest[..length].ToString());
            }

            rest = rest[Math.Max(1, length)..];
        }
    }
}
