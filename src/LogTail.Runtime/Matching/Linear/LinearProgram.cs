using System.Globalization;

namespace LogTail.Runtime.Matching.Linear;

/// <summary>A regular expression as a list of instructions. Immutable.</summary>
/// <remarks>
/// The text form, in which it comes in emitted code, has parts with a semicolon between them: the numbers of the groups, the
/// instructions, then each set. <c>1;^A (1 s0 !1 )1 c3A m;30-39</c> is <c>\A([0-9]+):</c>. Instructions are numbered from 0:
/// <list type="table">
/// <item><term>c3A</term><description>takes the code point U+003A</description></item>
/// <item><term>s0</term><description>takes a code point of set 0</description></item>
/// <item><term>j7</term><description>goes on at instruction 7</description></item>
/// <item><term>?7</term><description>goes on here, or else at 7</description></item>
/// <item><term>!7</term><description>goes on at 7, or else here</description></item>
/// <item><term>(2 and )2</term><description>group 2 begins and ends</description></item>
/// <item><term>^A</term><description>asserts a <see cref="Place"/>; <c>A z Z</c> text, <c>^ $</c> line, <c>G</c> search, <c>b B y Y</c> words</description></item>
/// <item><term>m</term><description>is a match; the last instruction</description></item>
/// </list>
/// Code points are those of the line's UTF-16 text, so a byte that is not UTF-8 is U+F780 to U+F7FF.
/// </remarks>
internal sealed class LinearProgram
{
    // By value of Place.
    private const string PlaceLetters = "AzZ^$GbByY";

    private readonly int[] _groups;
    private readonly Instruction[] _instructions;
    private readonly CodePointTest[] _sets;

    /// <summary>Reads the text form, as the compiler wrote it; nothing is checked.</summary>
    /// <param name="parts">What stands between its semicolons. Emitted code has each as a string of its own, because sets are long and the same in many patterns: an assembly has each
    /// of its strings once, and room for 8 Mi characters of them.</param>
    public LinearProgram(string[] parts)
    {
        _groups = [.. Words(parts[0]).Select(Number)];
        _instructions = [.. Words(parts[1]).Select(ReadInstruction)];
        _sets = [.. parts.Skip(2).Select(CodePointTest.Read)];
    }

    /// <summary>Reads the text form.</summary>
    public static LinearProgram Read(string text) => new(text.Split(';'));

    /// <summary>Numbers of the groups, ascending, without 0. The one at i has the slots 2i + 2 and 2i + 3; slots 0 and 1 are group 0's.</summary>
    public ReadOnlySpan<int> Groups => _groups;

    /// <summary>The first one begins each match.</summary>
    public ReadOnlySpan<Instruction> Instructions => _instructions;

    /// <summary>What <see cref="Operation.Set"/> refers to.</summary>
    public ReadOnlySpan<CodePointTest> Sets => _sets;

    private static string[] Words(string part) => part.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Instruction ReadInstruction(string word)
    {
        var argument = word[1..];
        return word[0] switch
        {
            'c' => new(Operation.CodePoint, int.Parse(argument, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
            's' => new(Operation.Set, Number(argument)),
            'j' => new(Operation.Jump, Number(argument)),
            '?' => new(Operation.ForkNextFirst, Number(argument)),
            '!' => new(Operation.ForkThereFirst, Number(argument)),
            '(' => new(Operation.Save, SlotOf(Number(argument))),
            ')' => new(Operation.Save, SlotOf(Number(argument)) + 1),
            '^' => new(Operation.Assert, PlaceLetters.IndexOf(argument[0], StringComparison.Ordinal)),
            'm' => new(Operation.Match, 0),
            _ => throw new FormatException($"There is no instruction `{word}`."),
        };
    }

    private int SlotOf(int group) => 2 + (2 * Array.IndexOf(_groups, group));

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
