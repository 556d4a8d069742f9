namespace LogTail.Language.Patterns;

/// <summary>Knows the pieces of another dialect that a pattern may contain.</summary>
internal interface IEmbeddedPatterns
{
    /// <summary>The piece that begins at an offset.</summary>
    /// <param name="pattern">The whole pattern.</param>
    /// <param name="offset">Where no group, class or escape of the dialect begins.</param>
    /// <param name="nextGroup">The number of the first capturing group in the piece.</param>
    /// <param name="ignoreCase">Whether the text around it is matched in either case.</param>
    /// <returns><see langword="null"/> when the text there means what it means in the dialect.</returns>
    EmbeddedPattern? At(string pattern, int offset, int nextGroup, bool ignoreCase);
}
