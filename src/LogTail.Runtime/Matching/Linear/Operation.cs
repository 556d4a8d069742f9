namespace LogTail.Runtime.Matching.Linear;

/// <summary>What an instruction of a <see cref="LinearProgram"/> does. Unless said otherwise the next instruction follows.</summary>
internal enum Operation
{
    /// <summary>Takes the code point that the argument is.</summary>
    CodePoint,

    /// <summary>Takes a code point of the set with that number.</summary>
    Set,

    /// <summary>The text up to here is a match.</summary>
    Match,

    /// <summary>Goes on at the argument.</summary>
    Jump,

    /// <summary>Goes on with the next instruction and also, less preferred, at the argument.</summary>
    ForkNextFirst,

    /// <summary>Goes on at the argument and also, less preferred, with the next instruction.</summary>
    ForkThereFirst,

    /// <summary>Notes the present index in the slot with that number.</summary>
    Save,

    /// <summary>Goes on only where a condition holds; the argument is a <see cref="Place"/>.</summary>
    Assert,
}
