namespace LogTail.Commands;

/// <summary>Nobody reads standard output any more, as behind <c>head</c>: there is nothing left to do, and nothing wrong.</summary>
internal sealed class ReaderGoneException(Exception inner) : Exception("Nobody reads the output.", inner);
