namespace LogTail.Benchmarks.Corpora;

/// <summary>An endless log of one kind.</summary>
internal abstract class LogCorpus
{
    /// <summary>Writes the next line, its LF included.</summary>
    public abstract void WriteLine(TextWriter log);

    public void Write(TextWriter log, long lines)
    {
        for (var i = 0L; i < lines; i++)
        {
            WriteLine(log);
        }
    }
}
