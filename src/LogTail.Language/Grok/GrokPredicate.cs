namespace LogTail.Language.Grok;

/// <summary>A predicate inside a reference, as in <c>%{NUMBER&gt;5}</c> (spec/grok.md §1.4).</summary>
/// <param name="Operator">The comparison.</param>
/// <param name="Operand">The right side: a number, a text, or a regular expression without its slashes.</param>
/// <param name="AsText">Whether numbers are compared as text, which a <c>$</c> before the operator asks for.</param>
public sealed record GrokPredicate(GrokOperator Operator, string Operand, bool AsText);
