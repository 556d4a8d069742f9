using System.Globalization;
using System.Text;
using LogTail.Benchmarks.Corpora;

namespace LogTail.Benchmarks;

/// <summary><c>corpus NAME LINES [SEED]</c>: writes a generated log to standard output.</summary>
internal static class CorpusCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count is < 2 or > 3
            || !Catalogue.All.TryGetValue(arguments[0], out var open)
            || !long.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
            || !int.TryParse(arguments.Count == 3 ? arguments[2] : "1", NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            Console.Error.WriteLine($"usage: corpus NAME LINES [SEED], where NAME is one of {string.Join(", ", Catalogue.All.Keys)}");
            return 1;
        }

        using var output = Console.OpenStandardOutput();
        Write(output, open(new Dice(seed)), lines);
        return 0;
    }

    /// <summary>Writes so many lines as UTF-8 without a byte order mark.</summary>
    public static void Write(Stream output, LogCorpus corpus, long lines)
    {
        using var log = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20, leaveOpen: true);
        corpus.Write(log, lines);
    }
}
