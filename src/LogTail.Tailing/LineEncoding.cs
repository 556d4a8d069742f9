namespace LogTail.Tailing;

/// <summary>How bytes become text where a byte order mark does not say otherwise. The numbers stand in state files.</summary>
public enum LineEncoding
{
    /// <summary>UTF-8; a byte that is not part of valid UTF-8 becomes the one char U+F700 + byte, so nothing is lost.</summary>
    Utf8 = 0,

    /// <summary>ISO 8859-1: every byte is the code point of its value.</summary>
    Latin1 = 1,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LittleEndian = 2,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian = 3,

    /// <summary>ISO 8859-2, central Europe.</summary>
    Latin2 = 4,

    /// <summary>ISO 8859-15: Latin-1 with the euro sign.</summary>
    Latin9 = 5,

    /// <summary>Windows code page 1250, central Europe.</summary>
    Windows1250 = 6,

    /// <summary>Windows code page 1251, Cyrillic.</summary>
    Windows1251 = 7,

    /// <summary>Windows code page 1252, western Europe.</summary>
    Windows1252 = 8,

    /// <summary>KOI8-R, Russian.</summary>
    Koi8R = 9,

    /// <summary>IBM code page 850, consoles of western Europe.</summary>
    Ibm850 = 10,

    /// <summary>GB 18030, Chinese; GBK and GB 2312 are parts of it.</summary>
    Gb18030 = 11,

    /// <summary>Big5, traditional Chinese.</summary>
    Big5 = 12,

    /// <summary>Shift JIS, Japanese.</summary>
    ShiftJis = 13,

    /// <summary>EUC-JP, Japanese.</summary>
    EucJp = 14,

    /// <summary>EUC-KR, Korean.</summary>
    EucKr = 15,
}
