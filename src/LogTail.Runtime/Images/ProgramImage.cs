namespace LogTail.Runtime.Images;

/// <summary>A compiled program, ready to load. Immutable.</summary>
/// <param name="ProgramName">File name of the program.</param>
/// <param name="EntryType">Full name of its class derived from <c>LogProgram</c>.</param>
/// <param name="Assembly">The bytes of the .NET assembly that holds it and its matchers.</param>
public sealed record ProgramImage(string ProgramName, string EntryType, ReadOnlyMemory<byte> Assembly);
