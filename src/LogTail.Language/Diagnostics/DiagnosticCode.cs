namespace LogTail.Language.Diagnostics;

/// <summary>Kinds of diagnostics. The numbers are what users see and search for (<c>LT0103</c>); they never change.</summary>
public enum DiagnosticCode
{
    UnexpectedCharacter = 1,
    UnterminatedString = 2,
    UnterminatedRegex = 3,
    BadNumber = 4,
    BadDuration = 5,
    UnexpectedText = 6,
    UnexpectedEnd = 7,
    NoEffect = 8,
    TooDeep = 9,
    TooLong = 10,
}
