namespace LogTail.Runtime.Matching;

/// <summary>
/// Stands beside <see cref="System.Text.RegularExpressions.GeneratedRegexAttribute"/> in emitted code and gives the same
/// pattern in the form that <see cref="System.Text.RegularExpressions.RegexOptions.NonBacktracking"/> takes.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinearPatternAttribute(string pattern) : Attribute
{
    /// <summary>Its groups have the numbers of the generated pattern's.</summary>
    public string Pattern { get; } = pattern;
}
