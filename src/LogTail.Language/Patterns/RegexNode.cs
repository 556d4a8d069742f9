using System.Collections.Immutable;

namespace LogTail.Language.Patterns;

// The nodes of the regex syntax tree, one family for every dialect. A tree says what a pattern means, not how it was
// spelled: escapes, flags and class notations are resolved by the parser of the dialect. Code points, not UTF-16 units.

/// <summary>A node of a regex syntax tree.</summary>
public abstract record RegexNode;

/// <summary>Matches the empty text.</summary>
public sealed record EmptyNode : RegexNode;

/// <summary>Matches these code points one after the other.</summary>
/// <param name="CodePoints">At least one; as written in the pattern, not folded.</param>
/// <param name="IgnoreCase">Each matches everything in its orbit of simple case folding.</param>
public sealed record LiteralNode(ImmutableArray<int> CodePoints, bool IgnoreCase) : RegexNode;

/// <summary>Matches one code point of a set.</summary>
/// <param name="Set">Already folded and negated; may be empty (then it never matches).</param>
public sealed record ClassNode(CodePointSet Set) : RegexNode;

/// <summary>The dot.</summary>
/// <param name="MatchesLineFeed">False: every code point but U+000A.</param>
public sealed record AnyNode(bool MatchesLineFeed) : RegexNode;

/// <summary>A condition on a place between two characters.</summary>
public sealed record AnchorNode(AnchorKind Kind) : RegexNode;

/// <summary>One part after the other.</summary>
/// <param name="Parts">At least two.</param>
public sealed record ConcatNode(ImmutableArray<RegexNode> Parts) : RegexNode;

/// <summary>The first branch that leads to a match.</summary>
/// <param name="Branches">At least two, by preference.</param>
public sealed record AlternationNode(ImmutableArray<RegexNode> Branches) : RegexNode;

/// <summary>The body several times.</summary>
/// <param name="Body">What is repeated.</param>
/// <param name="Min">0 or more.</param>
/// <param name="Max">At least <paramref name="Min"/>, or null for no limit.</param>
/// <param name="Mode">Which number of times is preferred.</param>
public sealed record RepeatNode(RegexNode Body, int Min, int? Max, RepeatMode Mode) : RegexNode;

/// <summary>A capturing group. A group that does not capture leaves no node.</summary>
/// <param name="Number">Its <see cref="CaptureGroup.Number"/>.</param>
public sealed record CaptureNode(int Number, RegexNode Body) : RegexNode;

/// <summary>What follows or precedes must, or must not, match. Not in RE2.</summary>
/// <param name="Ahead">True: looks at what follows; false: at what precedes.</param>
public sealed record LookaroundNode(RegexNode Body, bool Ahead, bool Negated) : RegexNode;

/// <summary>Once matched, the body is not tried in another way. Not in RE2.</summary>
public sealed record AtomicNode(RegexNode Body) : RegexNode;

/// <summary>The text that a group captured. Not in RE2.</summary>
/// <param name="Groups">Numbers of the groups, tried in this order.</param>
public sealed record BackreferenceNode(ImmutableArray<int> Groups) : RegexNode;
