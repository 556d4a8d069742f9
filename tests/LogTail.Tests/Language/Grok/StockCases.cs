using System.Collections.Immutable;

namespace LogTail.Tests.Language.Grok;

/// <summary>Reads the files of <c>Stock/</c>.</summary>
internal static class StockCases
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Language/Grok/Stock");

    private static readonly Lazy<Dictionary<(string Name, bool Ecs), List<StockCase>>> All = new(Read);

    /// <summary>Name, whether it is in the legacy set, and how many captures it has in each; -1 where it is not.</summary>
    public static IEnumerable<(string Name, int Legacy, int Ecs)> Catalogue =>
        from line in File.ReadLines(Path.Combine(Folder, "catalogue.txt"))
        where !line.StartsWith('#')
        let columns = line.Split(' ')
        let counts = columns[2].Split('/').Select(count => count == "-" ? -1 : int.Parse(count)).ToArray()
        select (columns[0], counts[0], counts[1]);

    public static IReadOnlyList<StockCase> Of(string name, bool ecs) => All.Value.GetValueOrDefault((name, ecs)) ?? [];

    private static Dictionary<(string Name, bool Ecs), List<StockCase>> Read()
    {
        var cases = new Dictionary<(string, bool), List<StockCase>>();
        foreach (var file in Directory.GetFiles(Folder, "*.cases"))
        {
            var sets = Array.Empty<(string Name, bool Ecs)>();
            foreach (var line in File.ReadLines(file))
            {
                if (line.StartsWith('[') && line.EndsWith(']') && !line.Contains('='))
                {
                    var header = line[1..^1].Split(' ');
                    sets = [.. new[] { false, true }.Where(ecs => header.Length == 1 || header[1] == (ecs ? "ecs" : "legacy")).Select(ecs => (header[0], ecs))];
                }
                else if (line.Length > 0 && line[0] != '#')
                {
                    foreach (var set in sets)
                    {
                        Add(cases.TryGetValue(set, out var list) ? list : cases[set] = [], set.Name, line);
                    }
                }
            }
        }

        return cases;
    }

    private static void Add(List<StockCase> cases, string name, string line)
    {
        var text = Unescaped(line.Length > 2 ? line[2..] : "");
        switch (line[0])
        {
            case '+':
                cases.Add(new StockCase($"%{{{name}}}", text, text, []));
                break;
            case '-' when line.StartsWith("- ", StringComparison.Ordinal) && !line.StartsWith("- | ", StringComparison.Ordinal):
                cases.Add(new StockCase($"%{{{name}}}", text, null, []));
                break;
            case '!':
                var parts = text.Split(" <- ", 2);
                cases.Add(new StockCase(parts[0].Trim(), parts[1], null, []));
                break;
            case '=':
                cases[^1] = cases[^1] with { Expected = text };
                break;
            default:
                var at = line.IndexOf(" = ", StringComparison.Ordinal);
                var names = line[..at].Split(" | ");
                cases[^1] = cases[^1] with { Fields = cases[^1].Fields.Add((names[0], names[^1], Unescaped(line[(at + 3)..]))) };
                break;
        }
    }

    private static string Unescaped(string text) => text.Replace('␉', '\t').Replace('␊', '\n');
}
