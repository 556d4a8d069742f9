using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace LogTail.Conformance.Support;

/// <summary>A real process started by a test: its output is collected, and it does not outlive the test.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly string _name;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ChildProcess(Process process, string name)
    {
        _process = process;
        _name = name;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to standard output up to now.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error up to now.</summary>
    public string Errors => Text(_errors);

    /// <summary>Most memory it ever had resident, in bytes, as the kernel counts it. Only while it runs.</summary>
    public long PeakResidentBytes => ReadStatus("VmHWM:");

    /// <summary>Its standard input, if it was left open.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <param name="keepInput">True: its standard input stays open, as <see cref="Input"/>; otherwise it is empty.</param>
    public static ChildProcess Start(
        string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool keepInput = false)
    {
        var start = new ProcessStartInfo(executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start }, Path.GetFileName(executable));
        child._process.OutputDataReceived += (_, line) => Append(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => Append(child._errors, line.Data);
        child._process.Start();
        if (!keepInput)
        {
            child._process.StandardInput.Close();
        }

        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<CommandResult> Run(
        string executable, IEnumerable<string> arguments, TimeSpan deadline, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var child = Start(executable, arguments, environment);
        return await child.WaitForExit(deadline);
    }

    /// <summary>Waits until it has ended by itself and all its output has been read.</summary>
    public async Task<CommandResult> WaitForExit(TimeSpan deadline)
    {
        using var timeout = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_name} still runs after {deadline.TotalSeconds:0} s.\n{Errors}");
        }

        return new CommandResult(_process.ExitCode, Output, Errors);
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    public Task<CommandResult> Terminate(TimeSpan deadline)
    {
        Signal(SigTerm);
        return WaitForExit(deadline);
    }

    public void Signal(int signal)
    {
        if (!_process.HasExited && Kill(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Could not signal {_name}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // With its children: nginx's workers, a compile in a child process.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private long ReadStatus(string field)
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(candidate => candidate.StartsWith(field, StringComparison.Ordinal));
        var kilobytes = line[field.Length..].Replace("kB", "", StringComparison.Ordinal);
        return long.Parse(kilobytes, System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
