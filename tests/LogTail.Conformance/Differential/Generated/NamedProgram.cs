namespace LogTail.Conformance.Differential.Generated;

/// <summary>A program of a batch.</summary>
/// <param name="Name">Without <c>.mtail</c>. All its metrics have exported names that begin with it and an underscore.</param>
internal sealed record NamedProgram(string Name, string Text);
