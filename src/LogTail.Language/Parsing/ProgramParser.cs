using LogTail.Language.Diagnostics;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Language.Parsing;

/// <summary>Text to syntax tree: the one place that runs the grammar.</summary>
internal static class ProgramParser
{
    /// <summary>Reads a program. What cannot be read is reported and left out, or stands in the tree as broken.</summary>
    /// <returns>Null when reading was given up.</returns>
    public static ProgramSyntax? Parse(ProgramText text, DiagnosticBag diagnostics)
    {
        var session = new ParseSession(text, diagnostics);
        var result = StatementGrammar.Program(ProgramInput.StartOf(session));
        return result.WasSuccessful ? new ProgramSyntax(result.Value, new TextSpan(0, session.End)) : null;
    }
}
