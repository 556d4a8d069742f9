using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.Grok.Matching;

/// <summary>A line that matched.</summary>
/// <param name="Span">Where in the line.</param>
/// <param name="Captures">By group number. Groups that captured nothing, or the empty text, are left out; a name may occur more than once.</param>
public sealed record GrokMatch(TextSpan Span, ImmutableArray<GrokCapture> Captures);
