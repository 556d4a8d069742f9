using System.Collections.Immutable;
using LogTail.Compiler.Emitting.Rules;
using LogTail.Compiler.Emitting.Writing;
using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

/// <summary>
/// Turns a checked program into C# that a person can read: the class <c>EmittedProgram</c>, which stands on <see cref="LogTail.Runtime.LogProgram"/>, and the
/// class <c>Patterns</c>, from which the regex generator makes the matchers that the first one uses.
/// </summary>
public static class ProgramEmitter
{
    private const string Namespaces = """
        using System;
        using System.Collections.Immutable;
        using System.Text.RegularExpressions;
        using LogTail.Metrics;
        using LogTail.Runtime;
        using LogTail.Runtime.GoTemplates;
        using LogTail.Runtime.Matching;
        using LogTail.Runtime.Numbers;
        using LogTail.Runtime.Sieving;
        using LogTail.Runtime.Texts;
        using LogTail.Runtime.Time;
        """;

    /// <summary>Emits a program.</summary>
    /// <returns>One C# file, the same for the same program.</returns>
    public static string Emit(CheckedProgram program)
    {
        if (!program.Rules.IsEmpty)
        {
            return EmitConfiguration(program);
        }

        // The first pass finds out of which patterns it must be noted at run time whether they have matched. Patterns cost the most and are the same in both.
        var use = new PatternUse(program);
        var uncertain = new HashSet<int>();
        EmitClass(new CodeWriter(), new ProgramPlan(program, use, flagged: ImmutableHashSet<int>.Empty), uncertain);

        var code = new CodeWriter();
        EmitHeader(code, program);
        EmitClass(code, new ProgramPlan(program, use, flagged: uncertain.ToImmutableHashSet()), uncertain);
        code.Gap();
        PatternsEmitter.Emit(code, program, use);
        return code.ToString();
    }

    private static string EmitConfiguration(CheckedProgram program)
    {
        var code = new CodeWriter();
        EmitHeader(code, program);
        var use = new PatternUse(program);
        RuleProgramEmitter.Emit(code, program, use);
        code.Gap();
        PatternsEmitter.Emit(code, program, use);
        return code.ToString();
    }

    /// <param name="uncertain">Gets the patterns of which it is not known at some place whether they have matched.</param>
    private static void EmitClass(CodeWriter code, ProgramPlan plan, ISet<int> uncertain)
    {
        var program = plan.Program;
        var line = EmitMethod(plan, "protected override void OnLine(ReadOnlySpan<char> line)", prologue: [], program.Body, uncertain);
        var begin = program.Begin.IsEmpty
            ? null
            : EmitMethod(plan, "protected override void OnBegin()", ["ReadOnlySpan<char> line = default;"], program.Begin, uncertain);
        using (code.Block("public sealed class EmittedProgram : LogProgram"))
        {
            MemberEmitter.EmitMembers(code, plan);
            code.Append(line);
            foreach (var method in begin is null ? plan.Methods : plan.Methods.Prepend(begin))
            {
                code.Gap();
                code.Append(method);
            }
        }
    }

    private static CodeBuffer EmitMethod(
        ProgramPlan plan, string head, IEnumerable<string> prologue, ImmutableArray<CheckedStatement> statements, ISet<int> uncertain)
    {
        var code = new CodeWriter();
        using (code.Block(head))
        {
            foreach (var line in plan.HasOtherwise ? prologue.Append($"{MethodEmitter.MatchedField} = false;") : prologue)
            {
                code.Line(line);
            }

            new MethodEmitter(plan, code, "return;", Knowledge.None, uncertain).EmitBody(statements);
        }

        code.Line("#line default");
        return code.Whole;
    }

    private static void EmitHeader(CodeWriter code, CheckedProgram program)
    {
        code.Comment($"{program.Name}, compiled by LogTail.");
        code.Line("#nullable enable");
        code.Line("#pragma warning disable");
        foreach (var line in Namespaces.Split('\n'))
        {
            code.Line(line.TrimEnd('\r'));
        }

        code.Gap();
        code.Line("namespace LogTail.Programs;");
        code.Gap();
    }
}
