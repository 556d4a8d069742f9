namespace LogTail.Runtime.Time;

/// <summary>One element of a time layout with the literal text before it.</summary>
/// <param name="Literal">What stands between the former element and this one.</param>
/// <param name="Kind">What is read.</param>
/// <param name="Digits">For fractions of a second: how many digits the layout writes; else 0.</param>
internal readonly record struct LayoutElement(string Literal, LayoutElementKind Kind, int Digits);
