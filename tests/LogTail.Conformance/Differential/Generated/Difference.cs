namespace LogTail.Conformance.Differential.Generated;

/// <summary>A program that mtail and we do not agree on.</summary>
internal sealed record Difference(NamedProgram Program, string Text)
{
    public override string ToString() => $"{Program.Name}: {Text}\n--- {Program.Name}.mtail\n{Program.Text}---\n";
}
