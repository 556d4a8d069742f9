using System.Collections.Immutable;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Text;

namespace LogTail.Compiler.Emitting;

/// <summary>What the methods of one emitted program share: its members' names, and facts about the whole program.</summary>
internal sealed class ProgramPlan
{
    private const int LongestSnippet = 60;

    private readonly NameAllocator _members = new(MethodEmitter.MatchedField);
    private readonly Dictionary<string, string> _layouts = [];

    /// <param name="program">What is emitted.</param>
    /// <param name="use">Its patterns.</param>
    /// <param name="flagged">Patterns of which it must be noted at run time whether they have matched.</param>
    public ProgramPlan(CheckedProgram program, PatternUse use, IReadOnlySet<int> flagged)
    {
        Program = program;
        Flagged = flagged;
        Series = [.. program.Metrics.Select(metric => MetricMembers.Of(metric, _members))];
        Use = use;
        var fields = program.Patterns.Select((_, index) => Use.IsServed(index) ? _members.Field($"pattern{index}", "pattern") : "").ToArray();
        Patterns = [.. program.Patterns.Select((_, index) => fields[Use.ServedBy(index)])];
        Prefixes = [.. Use.Prefixes.Select((_, index) => _members.Field($"prefix{index}", "prefix"))];
        var statements = ProgramReader.AllStatements(program.Begin.AddRange(program.Body)).ToList();
        HasOtherwise = statements.OfType<OtherwiseStatement>().Any();
        TextPatterns = [.. statements.SelectMany(ProgramReader.OwnExpressions).OfType<TextMatch>().Select(match => match.Pattern)];
    }

    public CheckedProgram Program { get; }

    public IReadOnlySet<int> Flagged { get; }

    /// <summary>By metric number.</summary>
    public ImmutableArray<MetricMembers> Series { get; }

    /// <summary>Which matcher serves which pattern, and what rules it out.</summary>
    public PatternUse Use { get; }

    /// <summary>Fields of the matchers, by pattern number; patterns that share a matcher share its field.</summary>
    public ImmutableArray<string> Patterns { get; }

    /// <summary>Fields of the matchers of shared beginnings.</summary>
    public ImmutableArray<string> Prefixes { get; }

    /// <summary>Patterns that search some other text than the line.</summary>
    public ImmutableHashSet<int> TextPatterns { get; }

    /// <summary>Whether anything reads the matched flag.</summary>
    public bool HasOtherwise { get; }

    public BlockSizes Sizes { get; } = new();

    /// <summary>Methods made of large blocks, in order of their beginning.</summary>
    public List<CodeBuffer> Methods { get; } = [];

    /// <summary>Layouts of strptime with the names of their fields, in order of first use.</summary>
    public IEnumerable<KeyValuePair<string, string>> Layouts => _layouts;

    public string LayoutField(string layout)
    {
        if (!_layouts.TryGetValue(layout, out var field))
        {
            field = _members.Member("Layout", "Layout");
            _layouts.Add(layout, field);
        }

        return field;
    }

    public string MethodName(string wish) => _members.Member(wish, "block");

    /// <summary>One-based line of a place in the program.</summary>
    public int LineOf(TextSpan span) => Program.Text.PositionOf(span.Start).Line;

    /// <summary>The program's own text, on one line and not too long.</summary>
    public string Snippet(TextSpan span)
    {
        var words = Program.Text.Text.Substring(span.Start, span.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words);
        return text.Length <= LongestSnippet ? text : string.Concat(text.AsSpan(0, LongestSnippet), "...");
    }
}
