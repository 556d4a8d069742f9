namespace LogTail.Compiler.Roslyn;

/// <summary>The C# of one program, as the emitter writes it.</summary>
/// <param name="ProgramName">File name of the program; only for messages and the assembly's name.</param>
/// <param name="CSharp">A class <see cref="ProgramClass"/> derived from <c>LogProgram</c>, and a static partial class
/// <c>Patterns</c> whose methods <c>PatternN</c> carry <see cref="System.Text.RegularExpressions.GeneratedRegexAttribute"/>,
/// <see cref="Runtime.Matching.LinearProgramAttribute"/>, or both.
/// The first refers to classes <c>PatternNMatcher</c>, which are made from the second.</param>
internal sealed record EmittedSource(string ProgramName, string CSharp)
{
    /// <summary>The class that is loaded.</summary>
    public const string ProgramClass = "EmittedProgram";
}
