using LogTail.Language.Checking;
using LogTail.Language.Checking.Traps;
using LogTail.Language.Diagnostics;
using LogTail.Language.Parsing;
using LogTail.Language.Text;

namespace LogTail.Language;

/// <summary>The door of the language: from a program's text to a checked program or to what is wrong with it. Thread-safe.</summary>
public static class ProgramFrontEnd
{
    /// <summary>Reads and checks a program (spec/mtail-language.md §2 to §15).</summary>
    /// <returns>Never fails: whatever is wrong with the text is among the diagnostics. Time and stack are bounded for any text.</returns>
    public static FrontEndResult Check(ProgramText text, FrontEndOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        var diagnostics = new DiagnosticBag();
        var program = Check(text, options, diagnostics);
        return new FrontEndResult(diagnostics.HasErrors ? null : program, diagnostics.ToImmutable());
    }

    private static CheckedProgram? Check(ProgramText text, FrontEndOptions options, DiagnosticBag diagnostics)
    {
        if (text.Text.Length > options.MaxProgramLength)
        {
            diagnostics.Report(
                DiagnosticCode.TooLong,
                new TextSpan(0, 0),
                $"This program has {text.Text.Length} characters; the limit is {options.MaxProgramLength}.",
                "Is it a program? Split a real one into several files.");
            return null;
        }

        var syntax = ProgramParser.Parse(text, diagnostics);
        if (syntax is null || !SyntaxDepth.Check(syntax, SyntaxDepth.Bearable, countsElseIf: true, diagnostics))
        {
            return null;
        }

        var folded = new ConstantFolding(diagnostics).Fold(syntax);
        if (!SyntaxDepth.Check(folded, options.MaxDepth, countsElseIf: false, diagnostics))
        {
            return null;
        }

        var model = Inference.Run(folded, options, BrokenWords.In(syntax, text.Text), diagnostics);
        var program = Lowering.Run(text, folded, model, diagnostics);
        if (!diagnostics.HasErrors)
        {
            TrapWarnings.Report(program, diagnostics);
        }

        return program;
    }
}
