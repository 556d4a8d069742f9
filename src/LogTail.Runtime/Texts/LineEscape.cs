namespace LogTail.Runtime.Texts;

/// <summary>The chars that stand for one byte each of a line that is not valid UTF-8: U+F700 plus the byte.</summary>
internal static class LineEscape
{
    public const char First = '\uF780';
    public const char Last = '\uF7FF';

    private const int Base = 0xF700;

    public static bool Is(char c) => c is >= First and <= Last;

    public static byte ByteOf(char c) => (byte)(c - Base);

    public static char Of(byte b) => (char)(Base + b);

    /// <summary>
    /// Chars of the character at the start of a text: 2 for a surrogate pair, 3 for the bytes of a genuine U+F780 to U+F7FF, which lines
    /// spell as escapes, and otherwise 1.
    /// </summary>
    /// <param name="text">Not empty.</param>
    public static int CharacterLength(ReadOnlySpan<char> text)
    {
        if (text.Length >= 2 && char.IsHighSurrogate(text[0]) && char.IsLowSurrogate(text[1]))
        {
            return 2;
        }

        return IsGenuine(text) ? 3 : 1;
    }

    /// <summary>Whether a text begins with the escaped bytes of a genuine U+F780 to U+F7FF: EF, 9E or 9F, 80 to BF.</summary>
    public static bool IsGenuine(ReadOnlySpan<char> text) =>
        text.Length >= 3 && text[0] == '\uF7EF' && text[1] is ('\uF79E' or '\uF79F') && text[2] is >= '\uF780' and <= '\uF7BF';
}
