using System.Globalization;

namespace LogTail.Benchmarks.Comparison.Daemons;

/// <summary>
/// Half an hour of rotation and reload: a log grows by 20,000 lines a second and is renamed every two seconds, one of 17 programs changes every
/// three seconds. Every line is counted in the end, and memory does not grow.
/// </summary>
internal static class SoakReport
{
    private const int Minutes = 30;
    private const int LinesPerSecond = 20_000;
    private const int StepsPerSecond = 20;
    private const int Generations = 5;
    private const int SecondsPerRotation = 2;
    private const int SecondsPerReload = 3;

    // The first begin when everything has been done a hundred times. It goes up and down by 10 MB with what was not collected yet, hence means.
    private static readonly Range EarlyMinutes = 5..11;
    private static readonly Range LateMinutes = 25..31;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static void Write(Workplace place, List<Bar> bars)
    {
        Console.WriteLine($"## {Minutes} minutes of rotation and reload\n\n| minute | lines | rotations | reloads | resident |\n|--:|--:|--:|--:|--:|");
        var programs = CopyOfExamples(place);
        var log = Path.Combine(place.Scratch, "soak.log");
        File.WriteAllText(log, "");
        using var daemon = new RunningDaemon(place, programs, log);
        var chunk = File.ReadAllBytes(place.Log("mixed", LinesPerSecond / StepsPerSecond));
        var (lines, rotations, reloads) = (0L, 0, 0);
        var resident = new List<double> { 0 };
        for (var step = 1; step <= Minutes * 60 * StepsPerSecond; step++)
        {
            Append(log, chunk);
            lines += LinesPerSecond / StepsPerSecond;
            if (step % (SecondsPerRotation * StepsPerSecond) == 0)
            {
                Rotate(log);
                rotations++;
            }

            if (step % (SecondsPerReload * StepsPerSecond) == 0)
            {
                Change(programs, reloads++);
            }

            if (step % (60 * StepsPerSecond) == 0)
            {
                var minute = step / (60 * StepsPerSecond);
                resident.Add(daemon.ResidentBytes / 1e6);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {minute} | {lines:N0} | {rotations} | {reloads} | {resident[minute]:0.0} MB |"));
            }

            // Never faster to make up for a delay: on a machine that stood still generations would be gone before anybody could have looked.
            Thread.Sleep(1000 / StepsPerSecond);
        }

        daemon.WaitUntil("logtail_lines_total", lines, Patience);
        var counted = daemon.Value("logtail_lines_total");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{lines:N0} lines written, {counted:N0} counted.\n"));
        bars.Add(Bar.AtMost("growth by rotation and reload, mean of minutes 25 to 30 against 5 to 10", 10, resident[LateMinutes].Average() - resident[EarlyMinutes].Average(), "MB"));
        bars.Add(Bar.AtMost($"lines lost or doubled in {Minutes} minutes of rotation and reload", 0, Math.Abs(lines - counted), "lines"));
    }

    private static string CopyOfExamples(Workplace place)
    {
        var folder = Path.Combine(place.Scratch, "soaked");
        Directory.CreateDirectory(folder);
        foreach (var program in Directory.EnumerateFiles(Workplace.AllExamples, "*.mtail"))
        {
            File.Copy(program, Path.Combine(folder, Path.GetFileName(program)));
        }

        return folder;
    }

    private static void Append(string log, byte[] chunk)
    {
        using var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(chunk);
    }

    private static void Rotate(string log)
    {
        for (var generation = Generations; generation > 0; generation--)
        {
            var younger = generation == 1 ? log : $"{log}.{generation - 1}";
            if (File.Exists(younger))
            {
                File.Move(younger, $"{log}.{generation}", overwrite: true);
            }
        }
    }

    // Each in its turn, to and fro, so that after the first round all come from the cache.
    private static void Change(string folder, int reload)
    {
        const string Mark = "# changed\n";
        var programs = Directory.GetFiles(folder, "*.mtail").Order(StringComparer.Ordinal).ToArray();
        var program = programs[reload % programs.Length];
        var text = File.ReadAllText(program);
        var next = program + ".next";
        File.WriteAllText(next, text.EndsWith(Mark, StringComparison.Ordinal) ? text[..^Mark.Length] : text + Mark);
        File.Move(next, program, overwrite: true);
    }
}
