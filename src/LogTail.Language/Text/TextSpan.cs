namespace LogTail.Language.Text;

/// <summary>A piece of a program's text.</summary>
/// <param name="Start">Zero-based index of its first UTF-16 unit.</param>
/// <param name="Length">Its length in UTF-16 units; zero marks a place between two characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Index just past the last unit.</summary>
    public int End => Start + Length;

    /// <summary>The smallest span that covers both.</summary>
    public static TextSpan Cover(TextSpan first, TextSpan last) =>
        new(Math.Min(first.Start, last.Start), Math.Max(first.End, last.End) - Math.Min(first.Start, last.Start));
}
