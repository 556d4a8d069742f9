using LogTail.Language.Patterns;
using LogTail.Runtime.Matching.Linear;

namespace LogTail.Tests.Support;

/// <summary>RE2 patterns for the linear engine.</summary>
internal static class LinearForms
{
    /// <summary>The program of a pattern that has one; every group is read.</summary>
    public static string Of(string re2) => Of(re2, AllGroups(re2))!;

    public static string? Of(string re2, IReadOnlyCollection<int> readGroups) => LinearPrinter.Print(Re2Parser.Parse(re2).Tree!, readGroups);

    public static int[] AllGroups(string re2) => [.. Re2Parser.Parse(re2).Tree!.Groups.Select(group => group.Number)];

    /// <summary>What a search finds: the whole match, then every group that is read, null for one that took no part; null when nothing is found.</summary>
    public static string?[]? Captures(LinearEngine engine, string text, int start = 0)
    {
        Assert.True(engine.TryMatch(text, start, out var isMatch));
        if (!isMatch)
        {
            return null;
        }

        return [.. engine.Bounds.ToArray().Chunk(2).Select(pair => pair[0] < 0 ? null : text[pair[0]..pair[1]])];
    }

    /// <summary>The same in a line: <c>ab|a|-</c>.</summary>
    public static string? Find(LinearEngine engine, string text, int start = 0) =>
        Captures(engine, text, start) is { } captures ? string.Join('|', captures.Select(capture => capture ?? "-")) : null;
}
