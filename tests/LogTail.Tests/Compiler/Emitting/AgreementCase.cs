namespace LogTail.Tests.Compiler.Emitting;

/// <summary>A program with a log for it.</summary>
internal sealed record AgreementCase(string Name, string Program, string[] Lines);
