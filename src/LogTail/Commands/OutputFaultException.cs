namespace LogTail.Commands;

/// <summary>Standard output takes no more, as on a full disk.</summary>
internal sealed class OutputFaultException(Exception inner) : Exception(inner.Message, inner);
