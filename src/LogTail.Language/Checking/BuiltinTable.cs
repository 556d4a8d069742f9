using System.Collections.Frozen;
using System.Collections.Immutable;
using LogTail.Language.Checking.Types;

namespace LogTail.Language.Checking;

/// <summary>The builtin functions of the language (spec/mtail-language.md §12).</summary>
internal static class BuiltinTable
{
    private static readonly FrozenDictionary<string, BuiltinSignature> Signatures = new BuiltinSignature[]
    {
        new("len", Checking.Builtin.Len, ["text"], [TypeTerm.String], TypeTerm.Int),
        new("tolower", Checking.Builtin.ToLower, ["text"], [TypeTerm.String], TypeTerm.String),
        new("strtol", Checking.Builtin.StrToL, ["text", "base"], [TypeTerm.String, TypeTerm.Int], TypeTerm.Int),
        new("subst", Checking.Builtin.Subst, ["old", "new", "text"], [TypeTerm.Pattern, TypeTerm.String, TypeTerm.String], TypeTerm.String),
        new("strptime", Checking.Builtin.StrPTime, ["text", "layout"], [TypeTerm.String, TypeTerm.String], TypeTerm.None),
        new("settime", Checking.Builtin.SetTime, ["seconds"], [TypeTerm.Int], TypeTerm.None),
        new("timestamp", Checking.Builtin.Timestamp, [], [], TypeTerm.Int),
        new("getfilename", Checking.Builtin.GetFileName, [], [], TypeTerm.String),

        // These four become conversions, or nothing; null parameters take any type.
        new("int", null, ["x"], [null], TypeTerm.Int),
        new("float", null, ["x"], [null], TypeTerm.Float),
        new("string", null, ["x"], [null], TypeTerm.String),
        new("bool", null, ["x"], [null], TypeTerm.Bool),

        new("defined", null, ["$group"], [null], TypeTerm.Bool),
    }.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Names => Signatures.Keys;

    /// <summary>A function, or null.</summary>
    public static BuiltinSignature? Find(string name) => Signatures.GetValueOrDefault(name);
}

/// <summary>A function's name and types.</summary>
/// <param name="Builtin">Null for what is no call at run time.</param>
/// <param name="ParameterNames">For messages.</param>
/// <param name="Parameters">Null where any type will do.</param>
internal sealed record BuiltinSignature(
    string Name, Builtin? Builtin, ImmutableArray<string> ParameterNames, ImmutableArray<TypeTerm?> Parameters, TypeTerm Result)
{
    public override string ToString() => $"{Name}({string.Join(", ", ParameterNames)})";
}
