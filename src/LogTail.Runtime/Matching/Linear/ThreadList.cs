namespace LogTail.Runtime.Matching.Linear;

/// <summary>The threads of a <see cref="LinearMachine"/> at one place of the text, the most preferred one first.</summary>
/// <param name="slotCount">Slots of a thread.</param>
internal sealed class ThreadList(int slotCount)
{
    private const int InitialCapacity = 16;

    // Invariant: _slots has slotCount elements for each one of _instructions.
    private int[] _instructions = new int[InitialCapacity];
    private int[] _slots = new int[InitialCapacity * slotCount];

    public int Count { get; private set; }

    /// <summary>The instruction at which a thread waits: one that takes a code point, or the match.</summary>
    public int Instruction(int thread) => _instructions[thread];

    /// <summary>Its captures; lent until the next <see cref="Add"/>.</summary>
    public Span<int> Slots(int thread) => _slots.AsSpan(thread * slotCount, slotCount);

    public void Clear() => Count = 0;

    /// <summary>Adds the least preferred thread yet.</summary>
    /// <param name="instruction">Where it waits.</param>
    /// <param name="slots">Copied.</param>
    public void Add(int instruction, ReadOnlySpan<int> slots)
    {
        if (Count == _instructions.Length)
        {
            Array.Resize(ref _instructions, 2 * Count);
            Array.Resize(ref _slots, 2 * Count * slotCount);
        }

        _instructions[Count] = instruction;
        slots.CopyTo(Slots(Count));
        Count++;
    }
}
