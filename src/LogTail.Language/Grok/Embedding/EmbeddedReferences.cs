using System.Collections.Immutable;
using LogTail.Language.Grok.Expansion;
using LogTail.Language.Patterns;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Language.Grok.Embedding;

/// <summary>
/// The grok references in one regular expression of a program. Only a name that is loaded makes a reference: to mtail <c>%{NAME}</c> is plain
/// text, and what it is not a name of ours stays plain text. One instance per expression.
/// </summary>
internal sealed class EmbeddedReferences(PatternSet patterns) : IEmbeddedPatterns
{
    private readonly List<GrokField> _fields = [];
    private readonly List<GrokCondition> _conditions = [];
    private readonly List<(string Name, int Offset, int Length)> _unknown = [];
    private readonly List<(GrokProblem Problem, int Offset, int Length)> _warnings = [];
    private readonly HashSet<int> _groups = [];
    private readonly Dictionary<int, CaptureType> _types = [];

    // With what earlier references of the expression defined.
    private PatternSet _patterns = patterns;

    /// <summary>Predicates of the C grok.</summary>
    public IReadOnlyList<GrokCondition> Conditions => _conditions;

    /// <summary>What looks like a reference and has no pattern: names and where they stand.</summary>
    public IReadOnlyList<(string Name, int Offset, int Length)> Unknown => _unknown;

    /// <summary>What matches, but hardly as meant, and where it stands.</summary>
    public IReadOnlyList<(GrokProblem Problem, int Offset, int Length)> Warnings => _warnings;

    /// <summary>Numbers of the groups that belong to references. They have no numbers of their own in the program.</summary>
    public IReadOnlySet<int> Groups => _groups;

    /// <summary>The fields, each spelling once, in the order of the expression.</summary>
    public ImmutableArray<EmbeddedField> Fields =>
    [
        .. _fields.GroupBy(captured => captured.Name, StringComparer.Ordinal).Select(same => new EmbeddedField(
            EmbeddedField.Spell(same.Key),
            same.Key,
            [.. same.Select(captured => captured.Group)],
            same.First().Type,
            same.Select(captured => _types[captured.Group]).Aggregate(GrokTyping.Both))),
    ];

    public EmbeddedPattern? At(string pattern, int offset, int nextGroup, bool ignoreCase)
    {
        if (ReferenceReader.At(pattern, offset) is not { } reference)
        {
            AddUnclosed(pattern, offset);
            return null;
        }

        // One that brings its definition along needs no other; in lower case it is more likely text.
        if (!_patterns.TryFind(reference.Name, out _) && (reference.Definition is null || reference.Name.Any(char.IsAsciiLetterLower)))
        {
            _unknown.Add((reference.Name, offset, reference.Length));
            return null;
        }

        var text = pattern.Substring(offset, reference.Length);
        var compiled = GrokFrontEnd.Compile(ignoreCase ? $"(?i:{text})" : text, new PatternOrigin("", 1, 1), _patterns, OnigurumaOptions.Logstash);
        if (reference.Definition is { } inline)
        {
            _patterns = _patterns.With(new PatternDefinition(reference.Name, inline, new PatternOrigin("", 1, 1)));
        }

        foreach (var warning in compiled.Pattern?.Warnings ?? [])
        {
            if (warning.Through.IsEmpty)
            {
                _warnings.Add((warning, offset, reference.Length));
            }
        }

        return compiled.Pattern is { } grok
            ? Embedded(grok, reference.Length, nextGroup - 1)
            : new EmbeddedPattern(reference.Length, null, [], ErrorOf(compiled.Problem!, offset, reference));
    }

    // Only where the name is one of grok's: to mtail all of this is text.
    private void AddUnclosed(string pattern, int offset)
    {
        var length = ReferenceReader.LengthOfUnclosedAt(pattern, offset);
        var text = pattern.Substring(offset, length);
        if (length > 0 && _patterns.TryFind(text[2..].Split(':')[0], out _))
        {
            var message = $"The reference `{text}` is not closed, so it is matched as this text.";
            _warnings.Add((new GrokProblem(new PatternOrigin("", 1, 1), message, @"Add the missing `}`; if the text is meant, write `\%{`."), offset, length));
        }
    }

    private EmbeddedPattern Embedded(GrokPattern grok, int length, int shift)
    {
        foreach (var field in grok.Fields)
        {
            _fields.Add(field with { Group = field.Group + shift });
            _types[field.Group + shift] = GrokTyping.TypeOf(grok.Tree, field.Group);
        }

        _conditions.AddRange(grok.Conditions.Select(condition => condition with { Group = condition.Group + shift }));
        _groups.UnionWith(grok.Tree.Groups.Select(group => group.Number + shift));
        var names = grok.Fields.ToDictionary(field => field.Group, field => EmbeddedField.Spell(field.Name));
        return new EmbeddedPattern(
            length,
            Shifted(grok.Tree.Root, shift),
            [.. grok.Tree.Groups.Select(group => new CaptureGroup(group.Number + shift, names.GetValueOrDefault(group.Number)))],
            null);
    }

    private static RegexNode Shifted(RegexNode node, int shift) => node switch
    {
        CaptureNode capture => new CaptureNode(capture.Number + shift, Shifted(capture.Body, shift)),
        BackreferenceNode back => new BackreferenceNode([.. back.Groups.Select(group => group + shift)]),
        _ => node.WithChildren(child => Shifted(child, shift)),
    };

    // What is wrong inside of a definition is named with the definition's place; the program only has the reference.
    private static PatternError ErrorOf(GrokProblem problem, int offset, GrokReference reference)
    {
        if (problem.Origin.File.Length == 0)
        {
            return new PatternError(problem.Message, offset, reference.Length, problem.Hint);
        }

        var through = string.Join(", in ", problem.Through.Reverse().Select(step => $"%{{{step.Name}}}"));
        return new PatternError($"{problem.Origin}: in {through}: {problem.Message}", offset, reference.Length, problem.Hint);
    }
}
