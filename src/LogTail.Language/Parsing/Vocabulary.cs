using System.Collections.Frozen;

namespace LogTail.Language.Parsing;

/// <summary>The words that mean something to the language (spec/mtail-language.md §2.2).</summary>
internal static class Vocabulary
{
    /// <summary>
    /// Words that cannot be names. <c>begin</c>, <c>log_filter</c> and <c>defined</c> are not among them although newer mtails
    /// reserve them: where they stand says what they are, and programs for older mtails may use them as names.
    /// </summary>
    public static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "after", "as", "buckets", "by", "const", "counter", "def", "del", "else", "gauge", "hidden", "histogram", "limit", "next", "otherwise",
        "stop", "text", "timer");

    /// <summary>The builtin functions, which cannot be names either.</summary>
    public static readonly FrozenSet<string> Builtins = FrozenSet.Create(
        StringComparer.Ordinal,
        "bool", "float", "getfilename", "int", "len", "settime", "string", "strptime", "strtol", "subst", "timestamp", "tolower");

    public static bool IsReserved(string word) => Keywords.Contains(word) || Builtins.Contains(word);
}
