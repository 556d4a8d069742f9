using System.Collections.Immutable;

namespace LogTail.Compiler;

/// <summary>The C# made from a program that passed every check does not compile: our mistake, never the user's.</summary>
public sealed class EmittedCodeException : Exception
{
    /// <param name="programName">File name of the program.</param>
    /// <param name="code">What was given to the C# compiler.</param>
    /// <param name="errors">What it says, one message each.</param>
    public EmittedCodeException(string programName, string code, ImmutableArray<string> errors)
        : base($"The code made for {programName} does not compile. This is a mistake in LogTail; please report it with the program.{Environment.NewLine}"
            + string.Join(Environment.NewLine, errors))
    {
        ProgramName = programName;
        Code = code;
        Errors = errors;
    }

    /// <summary>File name of the program.</summary>
    public string ProgramName { get; }

    /// <summary>The C#, with the lines that the errors speak of.</summary>
    public string Code { get; }

    /// <summary>The C# compiler's errors.</summary>
    public ImmutableArray<string> Errors { get; }
}
