namespace LogTail.Commands;

/// <summary>Where a command writes.</summary>
/// <param name="Bytes">Standard output for what is made of bytes.</param>
/// <param name="Output">Standard output for words.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record CommandStreams(Stream Bytes, TextWriter Output, TextWriter Errors)
{
#pragma warning disable RS0030 // The one place where the process's own streams are taken.
    public static CommandStreams OfProcess()
    {
        // The console's stream says nothing when nobody reads a pipe any more.
        var bytes = new OutputStream(Console.OpenStandardOutput(), fault => new OutputFaultException(fault));
        return new CommandStreams(bytes, TextWriter.Synchronized(new StreamWriter(bytes, Console.Out.Encoding) { AutoFlush = true }), Console.Error);
    }
#pragma warning restore RS0030
}
