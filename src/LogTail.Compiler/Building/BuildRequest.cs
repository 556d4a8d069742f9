using System.Collections.Immutable;
using LogTail.Language;
using LogTail.Language.Text;

namespace LogTail.Compiler.Building;

/// <summary>Programs to be taken all the way from text to image.</summary>
/// <param name="Programs">Their texts.</param>
/// <param name="Options">For all of them.</param>
public sealed record BuildRequest(ImmutableArray<ProgramText> Programs, FrontEndOptions Options);
