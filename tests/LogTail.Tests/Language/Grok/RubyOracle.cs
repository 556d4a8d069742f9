using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Grok;

/// <summary>Asks Ruby what its engine makes of patterns.</summary>
internal static class RubyOracle
{
    /// <summary>What one question came to.</summary>
    /// <param name="Error">Why the expression does not compile, or null.</param>
    /// <param name="Span">Start and end in code points, or null without a match.</param>
    /// <param name="Captures">Name and text of the named groups that captured something, by number.</param>
    internal sealed record Answer(string? Error, (int Start, int End)? Span, IReadOnlyList<(string Name, string Text)> Captures)
    {
        public override string ToString() => Error ?? $"{Span} {string.Join(' ', Captures)}";
    }

    public static IReadOnlyList<Answer> Ask(IReadOnlyList<(string Expression, string Text, bool DotMatchesLineFeed)> questions)
    {
        var start = new ProcessStartInfo(RubyFactAttribute.Path, [Path.Combine(AppContext.BaseDirectory, "Language/Grok/Oracle/match.rb")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LANG"] = "C.UTF-8";
        using var ruby = Process.Start(start)!;
        var answers = new List<Answer>();
        foreach (var (expression, text, dotMatchesLineFeed) in questions)
        {
            ruby.StandardInput.WriteLine(JsonSerializer.Serialize(new object[] { expression, text, dotMatchesLineFeed }));
            ruby.StandardInput.Flush();
            answers.Add(Read(ruby.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"Ruby ended at {expression}")));
        }

        ruby.StandardInput.Close();
        ruby.WaitForExit();
        return answers;
    }

    private static Answer Read(string line)
    {
        var value = JsonDocument.Parse(line).RootElement;
        return value.ValueKind switch
        {
            JsonValueKind.Null => new Answer(null, null, []),
            JsonValueKind.String => new Answer(value.GetString(), null, []),
            _ => new Answer(null, (value[0].GetInt32(), value[1].GetInt32()), [.. value[2].EnumerateArray()
                .Select(pair => (pair[0].GetString()!, pair[1].GetString() ?? ""))
                .Where(pair => pair.Item2.Length > 0)]),
        };
    }
}
