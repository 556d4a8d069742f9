namespace LogTail.Tailing.Files.Linux;

/// <summary>A file that inotify can be told about.</summary>
internal interface IWatchableFile : IOpenFile
{
    /// <summary>A name for this very file, even after its own name went to another one.</summary>
    string DescriptorPath { get; }
}
