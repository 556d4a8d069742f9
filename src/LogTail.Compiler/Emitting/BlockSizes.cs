using System.Collections.Immutable;
using LogTail.Language.Checking;

namespace LogTail.Compiler.Emitting;

/// <summary>
/// Decides which blocks become methods of their own. One method of thousands of lines would make the JIT give up
/// on optimizing it. Sizes are counted in nodes of the checked program; a node is about one line of C#.
/// </summary>
internal sealed class BlockSizes
{
    /// <summary>A block larger than this becomes a method.</summary>
    private const int LargestInline = 150;

    /// <summary>A method larger than this is cut into several.</summary>
    private const int LargestMethod = 300;

    private const int SizeOfCall = 2;

    private readonly Dictionary<ImmutableArray<CheckedStatement>, int> _sizes = [];

    /// <summary>Whether a block goes into a method of its own.</summary>
    public bool IsMethod(ImmutableArray<CheckedStatement> block) => SizeOf(block) > LargestInline;

    /// <summary>Cuts the contents of a method into pieces, each small enough for a method; one piece when it is small enough as it is.</summary>
    public IReadOnlyList<ImmutableArray<CheckedStatement>> Cut(ImmutableArray<CheckedStatement> block)
    {
        if (SizeOf(block) <= LargestMethod || !CanCut(block))
        {
            return [block];
        }

        var pieces = new List<ImmutableArray<CheckedStatement>>();
        var start = 0;
        var size = 0;
        for (var i = 0; i < block.Length; i++)
        {
            size += SizeOf(block[i]);
            if (size > LargestInline && i > start)
            {
                pieces.Add(block[start..i]);
                start = i;
                size = SizeOf(block[i]);
            }
        }

        pieces.Add(block[start..]);
        return pieces;
    }

    // The captures of a pattern that stands in no condition are readable in later statements of the block.
    private static bool CanCut(ImmutableArray<CheckedStatement> block) =>
        !block.Any(statement => statement is not ConditionalStatement
            && ProgramReader.OwnExpressions(statement).Any(e => e is LineMatch or TextMatch));

    private int SizeOf(CheckedStatement statement)
    {
        var own = 1 + ProgramReader.OwnExpressions(statement).Count();
        return own + ProgramReader.Blocks(statement).Sum(block => IsMethod(block) ? SizeOfCall : SizeOf(block));
    }

    private int SizeOf(ImmutableArray<CheckedStatement> block)
    {
        if (!_sizes.TryGetValue(block, out var size))
        {
            size = block.Sum(SizeOf);
            _sizes.Add(block, size);
        }

        return size;
    }
}
