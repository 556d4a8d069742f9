namespace LogTail.Tailing.Files;

/// <summary>What the file system says about a file.</summary>
/// <param name="Identity">Which file.</param>
/// <param name="Kind">Regular file, directory, …</param>
/// <param name="Length">Bytes; of use for regular files only.</param>
/// <param name="LinkCount">Names that it has; 0 once it was deleted.</param>
/// <param name="ModifiedNanos">Last change of its bytes (of a directory: of its names), nanoseconds since 1970.</param>
internal readonly record struct FileStatus(FileIdentity Identity, FileKind Kind, long Length, uint LinkCount, long ModifiedNanos);
