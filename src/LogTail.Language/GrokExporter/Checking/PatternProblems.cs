using System.Text;
using LogTail.Language.Diagnostics;
using LogTail.Language.Grok;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Checking;

/// <summary>Turns what is wrong in grok expressions and pattern files into diagnostics of the file in which it stands.</summary>
internal sealed class PatternProblems(ExporterConfiguration configuration, ConfigurationDiagnostics diagnostics)
{
    /// <summary>Where a text of a configuration begins, for the grok front end. Of one that does not stand there as it is, the quote is the place.</summary>
    public static PatternOrigin OriginOf(ConfigurationText text)
    {
        var position = text.File.PositionOf(text.Offset < 0 ? text.Span.Start : text.Offset);
        return new PatternOrigin(text.File.Path, position.Line, position.Column);
    }

    /// <summary>Reports a problem.</summary>
    /// <param name="expression">The expression from which it was reached.</param>
    public void Report(GrokProblem problem, ConfigurationText expression, DiagnosticCode code = DiagnosticCode.InvalidGrok)
    {
        var (file, span) = PlaceOf(problem, expression);
        var message = new StringBuilder(problem.Message);
        if (file is null)
        {
            message.Append(" At ").Append(problem.Origin).Append('.');
        }

        foreach (var reached in problem.Through.Reverse())
        {
            message.Append(" In %{").Append(reached.Name).Append("}, used at ").Append(reached.Reference).Append('.');
        }

        diagnostics.Report(code, file ?? expression.File, span, message.ToString(), problem.Hint);
    }

    /// <summary>Reports a line of a pattern file that defines nothing.</summary>
    public void Report(GrokProblem problem, ProgramText file) =>
        diagnostics.Report(DiagnosticCode.InvalidGrok, file, SpanIn(file, problem), problem.Message, problem.Hint);

    private (ProgramText? File, TextSpan Span) PlaceOf(GrokProblem problem, ConfigurationText expression)
    {
        if (problem.Origin.File == expression.File.Path && problem.Through.IsEmpty)
        {
            return (expression.File, expression.Offset < 0 ? expression.Span : SpanIn(expression.File, problem));
        }

        var file = configuration.PatternFiles.Append(configuration.Text).FirstOrDefault(file => file.Path == problem.Origin.File);
        return file is null ? (null, expression.Span) : (file, SpanIn(file, problem));
    }

    // From line and column back to an index; both may be beside the text where escapes were undone.
    private static TextSpan SpanIn(ProgramText file, GrokProblem problem)
    {
        var line = Math.Clamp(problem.Origin.Line, 1, file.LineCount);
        var text = file.LineAt(line);
        var bytes = 0;
        var index = 0;
        while (index < text.Length && bytes < problem.Origin.Column - 1)
        {
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(index, 1));
            index++;
        }

        return new TextSpan(file.StartOf(line) + index, Math.Min(problem.Length, text.Length - index));
    }
}
