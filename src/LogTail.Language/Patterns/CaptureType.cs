namespace LogTail.Language.Patterns;

/// <summary>What mtail takes a capture to be, from the syntax of its group (spec/mtail-language.md §7.3).</summary>
public enum CaptureType
{
    /// <summary>A 64-bit integer.</summary>
    Int,

    /// <summary>A float64.</summary>
    Float,

    /// <summary>Text.</summary>
    String,
}
