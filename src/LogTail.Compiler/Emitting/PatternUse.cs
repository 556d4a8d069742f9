using System.Collections.Immutable;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;
using LogTail.Language.Patterns;

namespace LogTail.Compiler.Emitting;

/// <summary>
/// Which matcher serves which pattern, and which clues rule it out. A pattern of the same text that searches the line in several
/// places, as each use of a decorator brings it, has one matcher, which matches each line once. So has a beginning that several patterns share.
/// </summary>
internal sealed class PatternUse
{
    private const int MostClues = 64;

    private readonly CheckedProgram _program;
    private readonly int[] _servedBy;
    private readonly Dictionary<int, ulong> _clues = [];

    public PatternUse(CheckedProgram program)
    {
        _program = program;
        _servedBy = [.. Enumerable.Range(0, program.Patterns.Length)];
        LinePatterns = [.. ProgramReader.AllExpressions(program.Begin.AddRange(program.Body)).OfType<LineMatch>().Select(match => match.Pattern)
            .Concat(program.Rules.SelectMany(rule => rule.Patterns)).Distinct()];
        foreach (var same in LinePatterns.GroupBy(pattern => program.Patterns[pattern].Text, StringComparer.Ordinal))
        {
            foreach (var pattern in same)
            {
                _servedBy[pattern] = same.First();
            }
        }

        Clues = FindClues();
        Prefixes = SharedPrefixes.Find(program, LinePatterns.Where(IsServed), ReadGroups);
    }

    /// <summary>Patterns that search the line.</summary>
    public ImmutableArray<int> LinePatterns { get; }

    /// <summary>The clues and the bits that stand for them.</summary>
    public ImmutableArray<(ulong Bit, ImmutableArray<string> Texts)> Clues { get; }

    /// <summary>Beginnings that are matched once for several patterns.</summary>
    public ImmutableArray<SharedPrefix> Prefixes { get; }

    /// <summary>The pattern whose matcher serves a pattern: mostly itself.</summary>
    public int ServedBy(int pattern) => _servedBy[pattern];

    /// <summary>Whether a pattern has a matcher of its own.</summary>
    public bool IsServed(int pattern) => _servedBy[pattern] == pattern;

    /// <summary>Whether several patterns have the matcher of this one.</summary>
    public bool IsShared(int pattern) => _servedBy.Count(other => other == _servedBy[pattern]) > 1;

    /// <summary>The groups that are read from a matcher, whichever of its patterns reads them.</summary>
    public ImmutableArray<int> ReadGroups(int pattern) =>
        [.. Enumerable.Range(0, _servedBy.Length).Where(other => _servedBy[other] == pattern).SelectMany(other => _program.Patterns[other].ReadGroups).Distinct().Order()];

    /// <summary>What the matcher of a pattern matches: all of it, or what is left behind a shared beginning; and the groups that it captures.</summary>
    public (RegexTree Tree, ImmutableArray<int> ReadGroups) MatchedPart(int pattern) =>
        Prefixes.FirstOrDefault(prefix => prefix.Rests.ContainsKey(pattern)) is { } shared
            ? shared.Rests[pattern]
            : (_program.Patterns[pattern].Tree, ReadGroups(pattern));

    /// <summary>The bit of a pattern's clue; 0 when it has none.</summary>
    public ulong ClueOf(int pattern) => _clues.GetValueOrDefault(_servedBy[pattern]);

    /// <summary>C# that matches the line: a line that has not the pattern's clue cannot match; a pattern that stands in several places is matched once.</summary>
    /// <param name="matcher">The field of its matcher.</param>
    public string MatchLine(string matcher, int pattern)
    {
        var clue = ClueOf(pattern);
        var test = clue == 0 ? "1UL" : $"Clues & {CSharpText.Bits(clue)}";
        var isOnce = IsShared(pattern) || Prefixes.Any(prefix => prefix.Rests.ContainsKey(_servedBy[pattern]));
        return isOnce ? $"{matcher}.IsMatchOnce({test}, line, LineNumber)" : $"{matcher}.IsMatch({(clue == 0 ? "" : test + ", ")}line)";
    }

    // Patterns with the same texts share a clue. The texts that tell siblings apart are the best ones, as long as there are bits for all.
    private ImmutableArray<(ulong Bit, ImmutableArray<string> Texts)> FindClues()
    {
        var patterns = LinePatterns.Where(IsServed).ToList();
        var users = patterns.SelectMany(pattern => PatternClue.Candidates(_program.Patterns[pattern].Tree).Select(KeyOf).Distinct())
            .CountBy(key => key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var own = patterns.ToDictionary(pattern => pattern, pattern => PatternClue.Of(_program.Patterns[pattern].Tree, texts => users[KeyOf(texts)]));
        var isTooMuch = own.Values.Select(KeyOf).Distinct(StringComparer.Ordinal).Count() > MostClues;
        var clues = ImmutableArray.CreateBuilder<(ulong Bit, ImmutableArray<string> Texts)>();
        var bits = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            var texts = isTooMuch ? PatternClue.Of(_program.Patterns[pattern].Tree, _ => 1) : own[pattern];
            var key = KeyOf(texts);
            if (texts.IsEmpty || (clues.Count == MostClues && !bits.ContainsKey(key)))
            {
                continue;
            }

            if (!bits.TryGetValue(key, out var bit))
            {
                bit = 1UL << clues.Count;
                bits.Add(key, bit);
                clues.Add((bit, texts));
            }

            _clues.Add(pattern, bit);
        }

        return clues.ToImmutable();
    }

    private static string KeyOf(ImmutableArray<string> texts) => string.Join('\n', texts);
}
