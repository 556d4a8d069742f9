using System.Diagnostics;
using LogTail.Compiler.Building;

namespace LogTail.Commands;

/// <summary>The hidden command that the child process runs: programs come on standard input, images go to standard output.</summary>
internal static class CompileJobCommand
{
    /// <summary>Its whole command line.</summary>
    public const string Name = "compile-job";

#pragma warning disable RS0030 // The child speaks a protocol over its standard streams.
    public static int Run() => BuildServer.RunChild(Console.OpenStandardInput(), Console.OpenStandardOutput());
#pragma warning restore RS0030

    /// <summary>How to start the child: this very executable, whether it is one file or run by <c>dotnet</c>.</summary>
    public static ProcessStartInfo StartInfo()
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not tell which executable this is.");
        var start = new ProcessStartInfo(executable);
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "logtail.dll"));
        }

        start.ArgumentList.Add(Name);
        return start;
    }
}
