using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LogTail.Language.Grok;
using LogTail.Language.Grok.Library;

namespace LogTail.Language;

/// <summary>The grok patterns that programs may refer to: the shipped ones and the user's, which override them by name.</summary>
/// <param name="UsesEcs">Which of the shipped sets: field names of the Elastic Common Schema, or those of old.</param>
/// <param name="Definitions">The user's, in order; the last one of a name counts.</param>
public sealed record GrokSource(bool UsesEcs, ImmutableArray<PatternDefinition> Definitions)
{
    /// <summary>The shipped patterns with the field names of old.</summary>
    public static readonly GrokSource Shipped = new(UsesEcs: false, []);

    private readonly Lazy<PatternSet> _patterns = new(() => (UsesEcs ? PatternLibrary.Ecs : PatternLibrary.Legacy).With(Definitions));

    private readonly Lazy<string> _fingerprint = new(() => FingerprintOf(UsesEcs, Definitions));

    /// <summary>Another short text for other patterns. Where they were read from does not count.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>All of them.</summary>
    public PatternSet Patterns => _patterns.Value;

    // Without patterns of the user nothing is hashed: the library for that takes longer to load than a program does.
    private static string FingerprintOf(bool usesEcs, ImmutableArray<PatternDefinition> definitions) =>
        (usesEcs ? "ecs" : "legacy") + (definitions.IsEmpty ? "" : " " + HashOf(definitions));

    private static string HashOf(ImmutableArray<PatternDefinition> definitions)
    {
        // Neither a name nor an expression contains a line feed.
        var text = string.Join('\n', definitions.SelectMany(definition => new[] { definition.Name, definition.Expression }));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
