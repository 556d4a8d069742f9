namespace LogTail.Http.Tls;

/// <summary>A file of certificates or keys cannot be used; the message says which and why.</summary>
internal sealed class TlsFileException(string message, Exception? inner) : IOException(message, inner);
