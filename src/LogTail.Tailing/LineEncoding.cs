namespace LogTail.Tailing;

/// <summary>How bytes become text where a byte order mark does not say otherwise.</summary>
public enum LineEncoding
{
    /// <summary>UTF-8; a byte that is not part of valid UTF-8 becomes the one char U+F700 + byte, so nothing is lost.</summary>
    Utf8,

    /// <summary>ISO 8859-1: every byte is the code point of its value.</summary>
    Latin1,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,
}
