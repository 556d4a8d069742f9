namespace LogTail.Runtime.Matching.Linear;

/// <summary>
/// Matches as RE2 does, in time linear in the line whatever the pattern: slower than generated code, but exact. Its
/// machine is made on first use, since most patterns never need it. Allocates only while its buffers grow. Not thread-safe.
/// </summary>
/// <param name="program">The parts of the form that <see cref="LinearProgram"/> describes.</param>
internal sealed class LinearEngine(string[] program)
{
    private LinearMachine? _machine;

    /// <param name="program">In the form that <see cref="LinearProgram"/> describes.</param>
    public LinearEngine(string program)
        : this(program.Split(';'))
    {
    }

    /// <summary>One more than the highest group number that the program captures; 1 for none.</summary>
    public int GroupCount => Groups.IsEmpty ? 1 : Groups[^1] + 1;

    /// <summary>Numbers of the groups that it captures, ascending, without 0.</summary>
    public ReadOnlySpan<int> Groups => Machine.Program.Groups;

    /// <summary>What the latest match found: start and end of group 0, then of each of <see cref="Groups"/>; -1 for one that took no part.</summary>
    public ReadOnlySpan<int> Bounds => Machine.Bounds;

    /// <summary>What the latest match cost: instructions reached.</summary>
    public long Steps => Machine.Steps;

    private LinearMachine Machine => _machine ??= new LinearMachine(new LinearProgram(program));

    /// <summary>Looks for the leftmost match.</summary>
    /// <param name="text">The line, in which no surrogate is alone.</param>
    /// <param name="start">Where the search begins; anchors see the whole line.</param>
    /// <param name="isMatch">Whether there is one.</param>
    /// <returns><see langword="false"/> when the line is so long and the program so large that the search was given up.</returns>
    public bool TryMatch(ReadOnlySpan<char> text, int start, out bool isMatch) => Machine.TryMatch(text, start, out isMatch);
}
