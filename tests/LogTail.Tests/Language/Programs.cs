using System.Collections.Immutable;
using LogTail.Language;
using LogTail.Language.Checking;
using LogTail.Language.Diagnostics;
using LogTail.Language.Parsing;
using LogTail.Language.Syntax;
using LogTail.Language.Text;

namespace LogTail.Tests.Language;

/// <summary>Short ways through the front end. Every program is called <c>p.mtail</c>.</summary>
internal static class Programs
{
    public static ProgramText Text(string program) => new("p.mtail", "p.mtail", program);

    public static FrontEndResult Check(string program, FrontEndOptions? options = null) =>
        ProgramFrontEnd.Check(Text(program), options ?? new FrontEndOptions());

    /// <summary>The checked program; fails when there is an error.</summary>
    public static CheckedProgram Accepted(string program)
    {
        var result = Check(program);
        Assert.True(result.Program is not null, Render(program));
        return result.Program;
    }

    /// <summary>The codes of all errors, as users see them, in the order of the text.</summary>
    public static string Errors(string program) => string.Join(
        ' ',
        Check(program).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => DiagnosticText.CodeOf(d.Code)));

    /// <summary>The codes of all diagnostics, warnings too.</summary>
    public static string Codes(string program) =>
        string.Join(' ', Check(program).Diagnostics.Select(d => DiagnosticText.CodeOf(d.Code)));

    /// <summary>All diagnostics as users see them.</summary>
    public static string Render(string program) => Render(program, Check(program).Diagnostics);

    public static string Render(string program, ImmutableArray<Diagnostic> diagnostics) =>
        string.Concat(diagnostics.Select(d => DiagnosticText.Render(d, Text(program))));

    /// <summary>The syntax tree, printed; fails when there is an error.</summary>
    public static string Reprinted(string program)
    {
        var diagnostics = new DiagnosticBag();
        var tree = ProgramParser.Parse(Text(program), diagnostics);
        Assert.True(tree is not null && !diagnostics.HasErrors, Render(program, diagnostics.ToImmutable()));
        return SyntaxPrinter.Print(tree);
    }
}
