namespace LogTail.Language.Patterns.Oniguruma;

// These stand in for something that is known only when the whole pattern has been read; ReferenceResolver replaces them.

/// <summary><c>\g&lt;name&gt;</c></summary>
/// <param name="Text">What stands between the brackets.</param>
/// <param name="Offset">Where the escape begins.</param>
/// <param name="Before">How many groups were opened before it, for <c>\g&lt;-1&gt;</c>.</param>
internal sealed record CallNode(string Text, int Offset, int Before) : RegexNode;

/// <summary><c>\k&lt;name&gt;</c> or <c>\1</c></summary>
/// <param name="Text">What stands between the brackets, or the digits.</param>
/// <param name="Offset">Where the escape begins.</param>
/// <param name="Length">Length of the escape.</param>
/// <param name="Before">How many groups were opened before it, for <c>\k&lt;-1&gt;</c>.</param>
internal sealed record NamedReferenceNode(string Text, int Offset, int Length, int Before) : RegexNode;

/// <summary><c>(?(&lt;name&gt;)yes|no)</c>: the first if the group took part.</summary>
/// <param name="Text">The group's name or number.</param>
/// <param name="Offset">Where the group begins.</param>
/// <param name="Before">How many groups were opened before it.</param>
internal sealed record ConditionalNode(string Text, int Offset, int Before, RegexNode Yes, RegexNode No) : RegexNode;
