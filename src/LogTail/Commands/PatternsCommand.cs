using System.Collections.Immutable;
using System.CommandLine;
using LogTail.Engine;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Commands;

/// <summary><c>logtail patterns</c>: which grok patterns there are, and what one of them stands for.</summary>
internal static class PatternsCommand
{
    private const string Description =
        """
        List the grok patterns that are there, or say what one of them stands for.

          logtail patterns
          logtail patterns COMBINEDAPACHELOG
          logtail patterns --patterns /etc/logtail/patterns MINE
        """;

    private static readonly Argument<string?> Name = new("NAME") { Description = "The pattern to expand.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(CommandStreams streams)
    {
        var command = new Command("patterns", Description) { Name, PatternOptions.Files };
        command.SetAction(parsed =>
        {
            var files = parsed.GetValue(PatternOptions.Files) ?? [];
            return Run(parsed.GetValue(Name), PatternFiles.Read(files, usesEcs: false), streams);
        });
        return command;
    }

    private static int Run(string? name, PatternFiles files, CommandStreams streams)
    {
        foreach (var complaint in files.Faults.Concat(files.Warnings))
        {
            streams.Errors.WriteLine($"logtail: {complaint}");
        }

        ImmutableArray<NamedSet> sets =
        [
            new("legacy", PatternLibrary.Legacy.With(files.Source.Definitions)),
            new("ecs", PatternLibrary.Ecs.With(files.Source.Definitions)),
        ];
        var isFound = name is null ? List(sets, streams.Output) : TryExpand(name, sets, streams);
        return !files.Faults.IsEmpty ? ExitCode.Fault : isFound ? ExitCode.Fine : ExitCode.Diagnostics;
    }

    private static bool List(ImmutableArray<NamedSet> sets, TextWriter output)
    {
        var names = sets.SelectMany(set => set.Patterns.Definitions.Select(definition => (set, definition)))
            .GroupBy(entry => entry.definition.Name, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal);
        foreach (var same in names)
        {
            var within = string.Join(",", same.Select(entry => entry.set.Name));
            output.WriteLine($"{same.Key,-44} {within,-11} {same.First().definition.Origin.File}");
        }

        return true;
    }

    private static bool TryExpand(string name, ImmutableArray<NamedSet> sets, CommandStreams streams)
    {
        var found = sets.Where(set => set.Patterns.TryFind(name, out _)).ToList();
        if (found.Count == 0)
        {
            var near = sets.SelectMany(set => set.Patterns.Definitions).FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            streams.Errors.WriteLine($"logtail: there is no pattern `{name}`{(near is null ? "; `logtail patterns` lists them" : $"; there is `{near.Name}`: names are case sensitive")}");
            return false;
        }

        var isFine = true;
        foreach (var same in found.GroupBy(set => Say(name, set.Patterns)))
        {
            streams.Output.WriteLine($"{name} ({string.Join(", ", same.Select(set => set.Name))})");
            streams.Output.WriteLine(same.Key.Text);
            isFine &= same.Key.IsFine;
        }

        return isFine;
    }

    private static (string Text, bool IsFine) Say(string name, PatternSet patterns)
    {
        patterns.TryFind(name, out var definition);
        var expression = $"%{{{name}}}";
        var compiled = GrokFrontEnd.Compile(expression, new PatternOrigin("<pattern>", 1, 1), patterns, OnigurumaOptions.Logstash);
        var head = $"  defined at  {definition!.Origin}\n  as          {definition.Expression}\n";
        if (compiled.Pattern is not { } pattern)
        {
            return ($"{head}  {compiled.Problem}\n", false);
        }

        var fields = pattern.Fields.Select(SpellingOf).Distinct();
        return ($"{head}  captures    {(pattern.Fields.IsEmpty ? "nothing" : string.Join(' ', fields))}\n  expanded    {pattern.Expanded}\n", true);
    }

    private static string SpellingOf(GrokField captured) =>
        captured.Name + (captured.Type == GrokFieldType.Text ? "" : ":" + captured.Type.ToString().ToLowerInvariant());

    private sealed record NamedSet(string Name, PatternSet Patterns);
}
