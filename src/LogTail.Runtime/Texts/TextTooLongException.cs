namespace LogTail.Runtime.Texts;

/// <summary>A program makes more text for one line than is sane; the line is given up.</summary>
internal sealed class TextTooLongException(string message) : Exception(message);
