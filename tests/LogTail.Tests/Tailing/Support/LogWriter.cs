using System.Text;
using LogTail.Tailing.Files.Linux;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Tests.Tailing.Support;

/// <summary>A program that appends to its log as most do: opened once with <c>O_APPEND</c>, each write a system call.</summary>
internal sealed class LogWriter : IDisposable
{
    private const int WriteOnlyAppend = 0x1 | 0x400 | 0x80000;

    private readonly FileStream _stream;

    public LogWriter(string path)
    {
        using (File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            // Only to create it.
        }

        var handle = LibC.Open(path, WriteOnlyAppend);
        Assert.True(handle >= 0);
        _stream = new FileStream(new SafeFileHandle(handle, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    public void Write(string text) => _stream.Write(Encoding.UTF8.GetBytes(text));

    public void Dispose() => _stream.Dispose();
}
