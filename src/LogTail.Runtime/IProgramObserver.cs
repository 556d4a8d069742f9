namespace LogTail.Runtime;

/// <summary>
/// Told what goes wrong while a program runs; the process turns it into log lines, at a rate that it bounds. Called on the
/// line path, from whatever thread runs the program: an implementation returns at once. Counts are in <see cref="LogProgram"/>.
/// </summary>
public interface IProgramObserver
{
    /// <summary>A line was given up, as the language has it (spec/mtail-language.md §23): real logs have many such lines.</summary>
    /// <param name="program">File name of the program.</param>
    /// <param name="programLine">One-based line of the program; 0 when it is not known.</param>
    /// <param name="message">What went wrong, in the user's words.</param>
    /// <param name="source">Name of the line's source.</param>
    /// <param name="logLine">The line; valid during the call.</param>
    void LineFaulted(string program, int programLine, string message, string source, ReadOnlySpan<char> logLine);

    /// <summary>More lines were given up; of a batch with many of them only the first are told one by one.</summary>
    /// <param name="program">File name of the program.</param>
    /// <param name="count">How many.</param>
    void MoreLinesFaulted(string program, int count)
    {
    }

    /// <summary>A line was given up because LogTail is wrong.</summary>
    /// <param name="program">File name of the program.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="source">Name of the line's source.</param>
    /// <param name="logLine">The line; valid during the call.</param>
    void LineFailed(string program, Exception exception, string source, ReadOnlySpan<char> logLine);
}
