namespace LogTail.Compiler.Building;

/// <summary>A child process did not answer a build request; nothing is known about the programs.</summary>
public sealed class BuildFailedException : Exception
{
    public BuildFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
