namespace LogTail.Torture;

/// <summary>A file of the model, whatever its name is at the moment.</summary>
internal sealed class TorturedFile(string path) : IDisposable
{
    private AppendedFile? _writer = new(path);

    public string Path { get; set; } = path;

    /// <summary>Lines that stand in it, by number.</summary>
    public List<int> Lines { get; } = [];

    public bool IsCompressed { get; set; }

    /// <summary>Nobody could know that its lines belong to the log: what is written to it may be missing.</summary>
    public bool IsUnknowable { get; set; }

    /// <summary>A line whose first part is written, and what is missing of it; null for none.</summary>
    public (int Line, string Remainder, int Length)? Unfinished { get; set; }

    /// <summary>It is written, or was left by its writer a moment ago.</summary>
    public bool IsOpen => _writer is not null;

    public void Append(string text) => _writer!.Write(text);

    public void Truncate()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
        Lines.Clear();
    }

    public void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    public void ReopenWriter()
    {
        CloseWriter();
        _writer = new AppendedFile(Path);
    }

    public void Dispose() => CloseWriter();
}
