using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LogTail.Torture;

/// <summary>A program's open log: opened once with <c>O_APPEND</c>, each write one system call, whatever its name becomes.</summary>
internal sealed partial class AppendedFile : IDisposable
{
    // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC of Linux.
    private const int Flags = 0x1 | 0x40 | 0x400 | 0x80000;
    private const int Mode = 0x1A4;

    private readonly FileStream _stream;

    public AppendedFile(string path)
    {
        var handle = Open(path, Flags, Mode);
        if (handle < 0)
        {
            throw new IOException($"{path}: error {Marshal.GetLastPInvokeError()}");
        }

        _stream = new FileStream(new SafeFileHandle(handle, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    public void Write(string text) => _stream.Write(Encoding.UTF8.GetBytes(text));

    public void Dispose() => _stream.Dispose();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);
}
