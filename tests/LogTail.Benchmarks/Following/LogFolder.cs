using System.Globalization;

namespace LogTail.Benchmarks.Following;

/// <summary>A fresh folder of empty logs, named by their numbers from 0, with the program that reads them in a folder of its own.</summary>
internal sealed class LogFolder
{
    /// <summary>The series in which <see cref="LineCounter"/> counts, as both tools name it.</summary>
    public const string Counted = "lines{prog=\"lines.mtail\"}";

    /// <summary>The cheapest program that shows whether each line came once.</summary>
    public static readonly (string Name, string Text) LineCounter = ("lines.mtail", "counter lines\n/$/ {\n  lines++\n}\n");

    private readonly string _path;

    public LogFolder(string scratch, int files)
        : this(scratch, files, LineCounter)
    {
    }

    public LogFolder(string scratch, int files, (string Name, string Text) program)
    {
        _path = Directory.CreateDirectory(Path.Combine(scratch, Path.GetRandomFileName())).FullName;

        // Not beside the logs: that folder is watched for changes of the program, and each write to a log would be one.
        Program = Path.Combine(Directory.CreateDirectory(Path.Combine(_path, "programs")).FullName, program.Name);
        File.WriteAllText(Program, program.Text);
        for (var i = 0; i < files; i++)
        {
            File.WriteAllText(Log(i), "");
        }
    }

    public string Program { get; }

    public string Pattern => Path.Combine(_path, "*.log");

    /// <summary>Where state may be kept.</summary>
    public string State => Path.Combine(_path, "state");

    public string Log(int number) => Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"{number}.log"));

    /// <summary>Opens a log to append to it, each write a call of the system.</summary>
    public FileStream Append(int number) => new(Log(number), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>Opens as many logs, the first ones.</summary>
    public FileStream[] AppendTo(int count) => [.. Enumerable.Range(0, count).Select(Append)];

    /// <summary>Gives the room on the disk back.</summary>
    public void Delete() => Directory.Delete(_path, recursive: true);
}
