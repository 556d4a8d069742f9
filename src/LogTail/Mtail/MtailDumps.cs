using LogTail.Compiler.Emitting;
using LogTail.Configuration;
using LogTail.Engine;
using LogTail.Language;
using LogTail.Language.Text;

namespace LogTail.Mtail;

/// <summary>What <c>-dump_bytecode</c> and its kin ask for; here it is the C# that a program becomes.</summary>
internal static class MtailDumps
{
    private static readonly string[] Flags = ["dump_ast", "dump_ast_types", "dump_bytecode"];

    public static async Task WriteAsync(GoFlagParser flags, EngineOptions options, TextWriter errors)
    {
        if (!Flags.Any(flags.Bool))
        {
            return;
        }

        foreach (var path in ProgramFiles.Find(options.Programs).Paths)
        {
            if (ProgramFiles.TryRead(path, out var text, out _)
                && ProgramFrontEnd.Check(new ProgramText(Path.GetFileName(path), path, text), new FrontEndOptions()).Program is { } program)
            {
                await errors.WriteLineAsync(ProgramEmitter.Emit(program));
            }
        }
    }
}
