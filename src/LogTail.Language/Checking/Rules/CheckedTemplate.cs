using System.Collections.Immutable;
using LogTail.Language.GrokExporter.Templates;
using LogTail.Language.Text;

namespace LogTail.Language.Checking.Rules;

/// <summary>A template of which all names are known (spec/grok.md §7).</summary>
/// <param name="Syntax">Its tree.</param>
/// <param name="Purpose">What it is for, in messages: <c>label user</c>.</param>
/// <param name="Pattern">Index into <see cref="CheckedProgram.Patterns"/>: whose captures its fields are.</param>
/// <param name="Fields">What the root of its data has: each name with the group that captures it, or 0 for <see cref="LogFile"/> and <see cref="Extra"/>.</param>
/// <param name="Substitutions">What <c>gsub</c> does, by the span of the command.</param>
public sealed record CheckedTemplate(
    TemplateSyntax Syntax,
    string Purpose,
    int Pattern,
    ImmutableSortedDictionary<string, int> Fields,
    ImmutableDictionary<TextSpan, CheckedSubstitution> Substitutions)
{
    /// <summary>The field that is no capture but the name of the line's file.</summary>
    public const string LogFile = "logfile";

    /// <summary>The field that is no capture but what came along with the line.</summary>
    public const string Extra = "extra";
}

/// <summary>A <c>gsub</c>.</summary>
/// <param name="Pattern">Index into <see cref="CheckedProgram.Patterns"/>.</param>
/// <param name="Replacement">What a match is replaced by; null when that is an expression.</param>
public sealed record CheckedSubstitution(int Pattern, ImmutableArray<ReplacementPart>? Replacement);

/// <summary>A part of a replacement: text, or what a group captured.</summary>
/// <param name="Text">Null for a group.</param>
/// <param name="Group">Its number; 0 is the whole match.</param>
public readonly record struct ReplacementPart(string? Text, int Group);
