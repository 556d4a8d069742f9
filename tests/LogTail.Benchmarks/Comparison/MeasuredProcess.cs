using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LogTail.Benchmarks.Comparison;

/// <summary>
/// Runs a command and measures it with the kernel's own figures. <see cref="Process"/> cannot: it waits for its children
/// by itself and drops what <c>wait4</c> tells about them.
/// </summary>
internal static partial class MeasuredProcess
{
    // Bytes; glibc's posix_spawn_file_actions_t has 80.
    private const int FileActionsSize = 256;
    private const int WriteOnly = 1;
    private static readonly TimeSpan SamplePause = TimeSpan.FromMilliseconds(2);

    /// <summary>Runs it to its end, output and messages thrown away.</summary>
    /// <exception cref="InvalidOperationException">It could not be started or did not end well.</exception>
    public static MeasuredRun Run(IReadOnlyList<string> command)
    {
        var clock = Stopwatch.StartNew();
        var process = Spawn(command);
        var (status, usage, peak) = WaitFor(process);
        var elapsed = clock.Elapsed;
        // ripgrep's way to say that no line matched.
        const int NoLineMatched = 1 << 8;
        if (status != 0 && !(status == NoLineMatched && command[0] == "rg"))
        {
            throw new InvalidOperationException($"`{string.Join(' ', command)}` ended with wait status {status}.");
        }

        return new MeasuredRun(elapsed, usage.User.Span + usage.System.Span, peak);
    }

    // The kernel's own maximum (ru_maxrss) is of no use: it begins with what the parent had when the child was made. So the
    // high-water mark of the child's own memory is read until the child is gone; it can miss the last two milliseconds.
    private static (int Status, ResourceUsage Usage, long Peak) WaitFor(int process)
    {
        const int NoHang = 1;
        var peak = 0L;
        while (true)
        {
            var waited = Wait4(process, out var status, NoHang, out var usage);
            if (waited == process)
            {
                return (status, usage, peak);
            }

            if (waited != 0)
            {
                throw new InvalidOperationException($"wait4 failed with error {Marshal.GetLastPInvokeError()}.");
            }

            peak = Math.Max(peak, HighWaterMark(process));
            Thread.Sleep(SamplePause);
        }
    }

    private static long HighWaterMark(int process)
    {
        const string Field = "VmHWM:";
        var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(candidate => candidate.StartsWith(Field, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }

    private static unsafe int Spawn(IReadOnlyList<string> command)
    {
        var actions = stackalloc byte[FileActionsSize];
        Check(InitFileActions(actions));
        Check(AddOpen(actions, 1, "/dev/null", WriteOnly, 0));
        Check(AddOpen(actions, 2, "/dev/null", WriteOnly, 0));
        var arguments = NullTerminated(command);
        var environment = NullTerminated([.. Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}")]);
        try
        {
            Check(SpawnPath(out var process, command[0], actions, IntPtr.Zero, arguments, environment));
            return process;
        }
        finally
        {
            Free(arguments);
            Free(environment);
            Check(DestroyFileActions(actions));
        }
    }

    private static IntPtr[] NullTerminated(IReadOnlyList<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), IntPtr.Zero];

    private static void Free(IntPtr[] texts)
    {
        foreach (var text in texts)
        {
            Marshal.FreeCoTaskMem(text);
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"A process could not be started: error {error}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static unsafe partial int InitFileActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static unsafe partial int DestroyFileActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int AddOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int SpawnPath(out int process, string file, byte* actions, IntPtr attributes, IntPtr[] arguments, IntPtr[] environment);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait4(int process, out int status, int options, out ResourceUsage usage);

    /// <summary><c>struct timeval</c> of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeValue
    {
        private readonly long _seconds;
        private readonly long _microseconds;

        public TimeSpan Span => TimeSpan.FromSeconds(_seconds) + TimeSpan.FromMicroseconds(_microseconds);
    }

    /// <summary><c>struct rusage</c> of 64-bit Linux: 144 bytes, of which the first two fields are wanted.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private readonly struct ResourceUsage
    {
        public readonly TimeValue User;
        public readonly TimeValue System;
    }
}
