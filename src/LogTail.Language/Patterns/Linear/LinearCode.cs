using System.Globalization;

namespace LogTail.Language.Patterns.Linear;

/// <summary>The instructions of a linear program while it is being written; addresses are counted from 0.</summary>
internal sealed class LinearCode
{
    private readonly List<string> _instructions = [];
    private readonly List<CodePointSet> _sets = [];
    private readonly Dictionary<CodePointSet, int> _numbers = [];

    /// <summary>Where the next instruction will be.</summary>
    public int Here => _instructions.Count;

    /// <summary>Takes a code point of a set.</summary>
    public void Take(CodePointSet set)
    {
        if (set.Single is { } only)
        {
            Add("c", only.ToString("X", CultureInfo.InvariantCulture));
            return;
        }

        if (!_numbers.TryGetValue(set, out var number))
        {
            number = _sets.Count;
            _sets.Add(set);
            _numbers.Add(set, number);
        }

        Add("s", number);
    }

    /// <summary>Goes on here only at such a place.</summary>
    public void Assert(char place) => Add("^", place.ToString());

    /// <summary>A group begins.</summary>
    public void Open(int group) => Add("(", group);

    /// <summary>A group ends.</summary>
    public void Close(int group) => Add(")", group);

    /// <summary>The program ends with a match.</summary>
    public void Match() => Add("m", "");

    /// <summary>Goes on at an address that is known.</summary>
    public void Jump(int target) => Add("j", target);

    /// <summary>Goes on at an address that is known and here.</summary>
    /// <param name="preferThere">Whether the former comes first.</param>
    public void Fork(int target, bool preferThere) => Add(ForkSign(preferThere), target);

    /// <summary>A <see cref="Jump(int)"/> to a place further on.</summary>
    /// <returns>To be given to <see cref="Land"/> there.</returns>
    public int JumpAhead() => AddAhead("j");

    /// <summary>A <see cref="Fork(int, bool)"/> to a place further on.</summary>
    /// <returns>To be given to <see cref="Land"/> there.</returns>
    public int ForkAhead(bool preferThere) => AddAhead(ForkSign(preferThere));

    /// <summary>Lets an instruction go on here.</summary>
    public void Land(int from) => _instructions[from] += Here.ToString(CultureInfo.InvariantCulture);

    /// <summary>The whole in the form that the engine reads.</summary>
    /// <param name="groups">Those it may capture, ascending.</param>
    public string ToText(IEnumerable<int> groups) => string.Join(
        ';',
        [
            string.Join(' ', groups.Select(group => group.ToString(CultureInfo.InvariantCulture))),
            string.Join(' ', _instructions),
            .. _sets.Select(set => string.Join(',', set.Ranges.Select(RangeText))),
        ]);

    private static string ForkSign(bool preferThere) => preferThere ? "!" : "?";

    private static string RangeText(CodePointRange range) =>
        range.First == range.Last ? $"{range.First:X}" : $"{range.First:X}-{range.Last:X}";

    private void Add(string operation, int argument) => Add(operation, argument.ToString(CultureInfo.InvariantCulture));

    private void Add(string operation, string argument) => _instructions.Add(operation + argument);

    private int AddAhead(string operation)
    {
        _instructions.Add(operation);
        return _instructions.Count - 1;
    }
}
