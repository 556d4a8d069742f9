using System.Globalization;
using System.Runtime.InteropServices;

namespace LogTail.Engine;

/// <summary>
/// The files of the runtime, the framework and our own that are mapped into the process. A start touches most of their pages, following logs few of
/// them: those that are given back are neither written nor lost, and what is needed again comes from the system's cache of the file.
/// </summary>
internal static partial class MappedCode
{
    private const string Mappings = "/proc/self/smaps";
    private const string Anonymous = "Anonymous:";

    // madvise(2): pages of a file are read again from it when they are touched next.
    private const int DontNeed = 4;

    /// <summary>Takes the pages of all code out of the process's resident memory. Does nothing where the system has no such call.</summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            GiveBack(File.ReadLines(Mappings));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Where /proc is not to be seen they stay.
        }
    }

    // Each mapping is a line with its addresses, rights, offset, device, inode and path, and then lines with its figures.
    private static void GiveBack(IEnumerable<string> lines)
    {
        (nint Start, nint Length)? code = null;
        foreach (var line in lines)
        {
            if (line.StartsWith(Anonymous, StringComparison.Ordinal))
            {
                // Pages that are not the file's any more, because something was written to them, would be lost.
                if (code is { } mapping && line.AsSpan(Anonymous.Length).Trim() is "0 kB")
                {
                    _ = Advise(mapping.Start, mapping.Length, DontNeed);
                }
            }
            else if (!char.IsAsciiLetterUpper(line[0]))
            {
                code = IsCode(line) ? RangeOf(line) : null;
            }
        }
    }

    // Not whatever else is mapped: these stay where they are as long as the process lives, so that nothing else can have come to their place by now.
    private static bool IsCode(string line)
    {
        var path = line.IndexOf('/');
        if (path < 0 || !(line.Contains(" r-xp ", StringComparison.Ordinal) || line.Contains(" r--s ", StringComparison.Ordinal)))
        {
            return false;
        }

        var name = line.AsSpan(path);
        return name.EndsWith(".dll", StringComparison.Ordinal)
            || name.EndsWith(".so", StringComparison.Ordinal)
            || name.Contains(".so.", StringComparison.Ordinal)
            || name.SequenceEqual(Environment.ProcessPath);
    }

    private static (nint Start, nint Length) RangeOf(string line)
    {
        var dash = line.IndexOf('-', StringComparison.Ordinal);
        var start = nint.Parse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var end = nint.Parse(line.AsSpan(dash + 1, line.IndexOf(' ', StringComparison.Ordinal) - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (start, end - start);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nint length, int advice);
}
