namespace LogTail.Runtime.Matching.Linear;

/// <summary>
/// Runs a <see cref="LinearProgram"/> over a text, all ways of matching side by side: one thread for each instruction at which
/// some way waits for the next code point (Pike's algorithm, see Russ Cox, "Regular Expression Matching: the Virtual Machine Approach").
/// </summary>
/// <remarks>
/// At one place an instruction is followed once only, by the most preferred thread that comes to it; another one would have the
/// same future. That bounds the work to instructions times code points, ends every loop that takes nothing, and is, with
/// the program laid out as Go's compiler does it, the very rule by which RE2 chooses among empty iterations.
/// </remarks>
internal sealed class LinearMachine
{
    // About a second. Only a long line on a large program takes so many.
    private const long StepLimit = 1L << 27;
    private const int EndOfText = -1;
    private const int Nowhere = -1;

    private readonly int[] _best;
    private readonly int[] _fresh;

    // By instruction: the latest place, counted by _place, at which it was followed.
    private readonly int[] _followedAt;

    // What is still to be followed: an instruction, or a slot as its complement above the value to put back. An instruction is
    // followed once and leaves two entries at most.
    private readonly int[] _pending;

    private ThreadList _current;
    private ThreadList _next;
    private int _place;

    public LinearMachine(LinearProgram program)
    {
        Program = program;
        var slotCount = 2 * (program.Groups.Length + 1);
        _best = new int[slotCount];
        _fresh = new int[slotCount];
        _followedAt = new int[program.Instructions.Length];
        _pending = new int[2 * program.Instructions.Length];
        _current = new ThreadList(slotCount);
        _next = new ThreadList(slotCount);
        _best.AsSpan().Fill(-1);
        _fresh.AsSpan().Fill(-1);
    }

    public LinearProgram Program { get; }

    /// <summary>The slots of the latest match.</summary>
    public ReadOnlySpan<int> Bounds => _best;

    /// <summary>How often an instruction was reached in the latest search.</summary>
    public long Steps { get; private set; }

    private bool BeginsAtTextBegin => Program.Instructions[0] is { Operation: Operation.Assert, Argument: (int)Place.TextBegin };

    /// <summary>As <see cref="LinearEngine.TryMatch"/>.</summary>
    public bool TryMatch(ReadOnlySpan<char> text, int start, out bool isMatch)
    {
        Steps = 0;
        isMatch = false;
        _current.Clear();
        EnterPlace();
        for (var index = start; Steps <= StepLimit;)
        {
            var mayBegin = !isMatch && (index == 0 || !BeginsAtTextBegin);
            if (mayBegin)
            {
                // A match that begins later is less preferred than all that are under way.
                _fresh[0] = index;
                Follow(_current, 0, _fresh, text, index, start);
            }
            else if (_current.Count == 0)
            {
                return true;
            }

            isMatch |= Advance(text, index, start, out var after);
            if (index == text.Length)
            {
                return true;
            }

            index = after;
        }

        return false;
    }

    // Every thread takes the code point or ends. True when one was at the match: those less preferred are given up then.
    private bool Advance(ReadOnlySpan<char> text, int index, int start, out int after)
    {
        var codePoint = CodePointAt(text, index, out after);
        var instructions = Program.Instructions;
        var sets = Program.Sets;
        var isMatch = false;
        EnterPlace();
        _next.Clear();
        for (var thread = 0; thread < _current.Count && !isMatch; thread++)
        {
            var at = _current.Instruction(thread);
            var (operation, argument) = instructions[at];
            if (operation == Operation.Match)
            {
                _current.Slots(thread).CopyTo(_best);
                _best[1] = index;
                isMatch = true;
            }
            else if (operation == Operation.CodePoint ? codePoint == argument : sets[argument].Includes(codePoint))
            {
                Follow(_next, at + 1, _current.Slots(thread), text, after, start);
            }
        }

        Steps += _current.Count;
        (_current, _next) = (_next, _current);
        return isMatch;
    }

    // Adds the threads that come from an instruction, by preference. The slots are as before when it is done.
    private void Follow(ThreadList threads, int first, Span<int> slots, ReadOnlySpan<char> text, int index, int start)
    {
        var instructions = Program.Instructions;
        var pending = 0;
        var at = first;
        do
        {
            while (at >= 0 && _followedAt[at] != _place)
            {
                _followedAt[at] = _place;
                Steps++;
                var (operation, argument) = instructions[at];
                switch (operation)
                {
                    case Operation.Jump:
                        at = argument;
                        break;
                    case Operation.ForkNextFirst:
                        _pending[pending++] = argument;
                        at++;
                        break;
                    case Operation.ForkThereFirst:
                        _pending[pending++] = at + 1;
                        at = argument;
                        break;
                    case Operation.Save:
                        _pending[pending++] = slots[argument];
                        _pending[pending++] = ~argument;
                        slots[argument] = index;
                        at++;
                        break;
                    case Operation.Assert:
                        at = ((Place)argument).Is(text, index, start) ? at + 1 : Nowhere;
                        break;
                    default:
                        threads.Add(at, slots);
                        at = Nowhere;
                        break;
                }
            }
        }
        while (TakePending(slots, ref pending, out at));
    }

    // The latest instruction still to be followed, with the slots as they were when it was put off.
    private bool TakePending(Span<int> slots, ref int pending, out int instruction)
    {
        while (pending > 0)
        {
            instruction = _pending[--pending];
            if (instruction >= 0)
            {
                return true;
            }

            slots[~instruction] = _pending[--pending];
        }

        instruction = Nowhere;
        return false;
    }

    private void EnterPlace()
    {
        if (_place == int.MaxValue)
        {
            _place = 0;
            _followedAt.AsSpan().Clear();
        }

        _place++;
    }

    private static int CodePointAt(ReadOnlySpan<char> text, int index, out int after)
    {
        after = index + 1;
        if (index == text.Length)
        {
            return EndOfText;
        }

        var unit = text[index];
        if (!char.IsHighSurrogate(unit) || after == text.Length || !char.IsLowSurrogate(text[after]))
        {
            return unit;
        }

        return char.ConvertToUtf32(unit, text[after++]);
    }
}
