namespace LogTail.Runtime.GoTemplates;

/// <summary>A glob of files.</summary>
/// <param name="Folder">Without wildcards; a relative one begins in the working directory.</param>
/// <param name="FileName">A regular expression of .NET for the whole file name.</param>
public readonly record struct PathGlob(string Folder, string FileName);
