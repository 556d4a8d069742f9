namespace LogTail.Runtime.Matching;

/// <summary>
/// Stands beside <see cref="System.Text.RegularExpressions.GeneratedRegexAttribute"/> in emitted code and gives the same
/// pattern for the linear engine; alone where that engine is to do all the matching.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinearProgramAttribute(string program) : Attribute
{
    /// <summary>In the form that <see cref="Linear.LinearProgram"/> describes; its groups have the numbers of the generated pattern's.</summary>
    public string Program { get; } = program;
}
