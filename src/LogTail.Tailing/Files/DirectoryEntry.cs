namespace LogTail.Tailing.Files;

/// <summary>One name in a directory.</summary>
/// <param name="Name">Without its directory.</param>
/// <param name="IsDirectory">It is a directory, or a link to one.</param>
/// <param name="IsLink">It is a symbolic link: what it means can change without its directory changing.</param>
internal readonly record struct DirectoryEntry(string Name, bool IsDirectory, bool IsLink);
